package io.github.webhook4j.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderCall;
import io.github.webhook4j.SenderClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Calls GitHub's REST API. Thread-safe. */
final class GitHubCalls {

    private static final String PER_PAGE = "100";
    private static final int MOST_PAGES = 1_000;

    /** A delivery is shown with its payload of up to 25 MB. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final SenderClient client;

    GitHubCalls(URI base, GitHubTarget target, Supplier<String> bearer) {
        this.client = SenderClient.builder(base)
                .header("Accept", () -> "application/vnd.github+json")
                .header("X-GitHub-Api-Version", () -> "2022-11-28")
                .header("Authorization", () -> "Bearer " + bearer.get())
                .problems(new GitHubRefusals(target)::of)
                .timeout(TIMEOUT)
                .build();
    }

    SenderAnswer send(SenderCall call) {
        return client.send(call);
    }

    SenderAnswer get(String path) {
        return client.send(SenderCall.of("GET", path));
    }

    /** A secret that a call carries: GitHub may quote it in a refusal. */
    String hidden(String secret) {
        client.hide(secret);
        return secret;
    }

    /**
     * Reads a list page by page, until its end.
     *
     * @param path the list's
     * @param wantsMore takes a page, and says whether to read the next
     */
    void pages(String path, Predicate<SenderAnswer> wantsMore) {
        SenderAnswer page = send(SenderCall.of("GET", path).query("per_page", PER_PAGE));
        for (int read = 1; wantsMore.test(page); read++) {
            String next = page.next();
            if (next == null) {
                return;
            }
            if (read == MOST_PAGES) {
                throw page.malformed("names a next page after " + MOST_PAGES + " of them");
            }
            page = get(next);
        }
    }

    /** The elements of a list. */
    static List<JsonNode> elements(SenderAnswer page) {
        JsonNode list = page.json();
        if (!list.isArray()) {
            throw page.malformed("is no list");
        }
        List<JsonNode> elements = new ArrayList<>(list.size());
        list.forEach(elements::add);
        return elements;
    }

    @Override
    public String toString() {
        return "GitHubCalls[" + client + "]";
    }
}
