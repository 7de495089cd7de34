package io.github.webhook4j.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderCall;
import io.github.webhook4j.SenderClient;
import io.github.webhook4j.SenderOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gets tokens with the app's own credentials, each used for as long as it is good. */
final class ZoomLogin implements ZoomAccess {

    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final long USUAL_SECONDS = 3600;

    private final SenderClient client;
    private final SenderCall call;
    private @Nullable String held;
    private Instant until = Instant.MIN;

    ZoomLogin(SenderOptions options) {
        String secret = options.required("client-secret");
        String credentials = Base64.getEncoder()
                .encodeToString((options.required("client-id") + ":" + secret).getBytes(StandardCharsets.UTF_8));
        URI url = options.url("oauth-url", "https://zoom.us/oauth/token");
        this.client = SenderClient.builder(url)
                .header("Authorization", () -> "Basic " + credentials)
                .problems(ZoomProblems::of)
                .build();
        client.hide(secret);
        this.call = SenderCall.of("POST", url.toString())
                .form(grant(options.optional("account-id")))
                .repeatable();
    }

    private static List<Map.Entry<String, String>> grant(@Nullable String account) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        fields.add(Map.entry("grant_type", account == null ? "client_credentials" : "account_credentials"));
        if (account != null) {
            fields.add(Map.entry("account_id", account));
        }
        return fields;
    }

    @Override
    public synchronized String token() {
        String token = held;
        if (token == null || !Instant.now().isBefore(until)) {
            token = ask();
            held = token;
        }
        return token;
    }

    private String ask() {
        SenderAnswer answer = client.send(call);
        JsonNode body = answer.json();
        String token = body.path("access_token").asText("");
        if (token.isBlank()) {
            throw answer.malformed("has no access_token");
        }
        long seconds = body.path("expires_in").asLong(USUAL_SECONDS);
        until = Instant.now().plusSeconds(seconds).minus(MARGIN);
        return token;
    }

    @Override
    public synchronized boolean forget(String refused) {
        if (refused.equals(held)) {
            held = null;
        }
        return true;
    }

    @Override
    public String toString() {
        return "ZoomLogin";
    }
}
