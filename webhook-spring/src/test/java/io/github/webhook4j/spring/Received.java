package io.github.webhook4j.spring;

import io.github.webhook4j.OnEvent;
import io.github.webhook4j.WebhookEvent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A bean that handles all events and remembers them. */
class Received {

    private final Queue<WebhookEvent> events = new ConcurrentLinkedQueue<>();

    @OnEvent("*")
    void any(WebhookEvent event) {
        events.add(event);
    }

    List<WebhookEvent> events() {
        return List.copyOf(events);
    }
}
