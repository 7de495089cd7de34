package io.github.webhook4j.examples.servlet;

import io.github.webhook4j.WebhookEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Has the first attempts of each event fail, as many as {@code HANDLER_FAILS_FIRST} says, so that one can watch retries. */
final class Failures {

    private final int first;
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    Failures(int first) {
        this.first = first;
    }

    void failFirst(WebhookEvent event) {
        if (first == 0) {
            return;
        }
        int attempt = attempts.merge(event.endpoint() + " " + event.key(), 1, Integer::sum);
        if (attempt <= first) {
            System.out.println("failed on purpose provider=" + event.provider() + " type=" + event.type() + " id="
                    + event.id() + " attempt=" + attempt);
            throw new IllegalStateException("attempt " + attempt + " fails because HANDLER_FAILS_FIRST is " + first);
        }
    }
}
