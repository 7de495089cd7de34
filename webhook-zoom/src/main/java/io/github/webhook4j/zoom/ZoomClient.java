package io.github.webhook4j.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderCall;
import io.github.webhook4j.SenderClient;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.SenderOptions;
import java.util.function.Consumer;

/** Calls Zoom's API with a token that is good, and reads lists to their end. Thread-safe. */
final class ZoomClient {

    private static final int MOST_PAGES = 1_000;

    private final ZoomAccess access;
    private final SenderClient client;

    ZoomClient(SenderOptions options) {
        this.access = ZoomAccess.of(options);
        this.client = SenderClient.builder(options.url("url", "https://api.zoom.us/v2"))
                .header("Authorization", () -> "Bearer " + access.token())
                .problems(ZoomProblems::of)
                .build();
    }

    SenderAnswer send(SenderCall call) {
        // asked for here, so that a login that fails is not tried again as this call is
        String token = access.token();
        try {
            return client.send(call);
        } catch (SenderException e) {
            if (e.reason() != Reason.UNAUTHORIZED || !access.forget(token)) {
                throw e;
            }
        }
        return client.send(call);
    }

    /** Hands over each entry of a list, of all its pages. */
    void each(SenderCall call, String list, Consumer<ZoomEntry> to) {
        SenderCall page = call;
        for (int pages = 1; ; pages++) {
            SenderAnswer answer = send(page);
            JsonNode body = answer.json();
            if (!body.path(list).isArray()) {
                throw answer.malformed("has no list " + list);
            }
            body.path(list).forEach(entry -> to.accept(new ZoomEntry(answer, entry)));
            String next = body.path("next_page_token").asText("");
            if (next.isEmpty()) {
                return;
            }
            if (pages == MOST_PAGES) {
                throw answer.malformed("names a next page for the " + MOST_PAGES + "th time");
            }
            page = call.query("next_page_token", next);
        }
    }

    void hide(String secret) {
        client.hide(secret);
    }

    @Override
    public String toString() {
        return client.toString();
    }
}
