package io.github.webhook4j.test;

import io.github.webhook4j.Delivery;
import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.EventHandler;
import io.github.webhook4j.RejectedException;
import io.github.webhook4j.WebhookEvent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers what reached the handlers and what was refused. Thread-safe. */
final class RecordedEvents implements EventHandler<Object>, EndpointListener {

    private final Queue<WebhookEvent> handled = new ConcurrentLinkedQueue<>();
    private final Queue<RejectedException> rejections = new ConcurrentLinkedQueue<>();

    @Override
    public void handle(Object payload, WebhookEvent event) {
        handled.add(event);
    }

    @Override
    public void answered(Delivery delivery) {
        RejectedException rejection = delivery.rejection();
        if (rejection != null) {
            rejections.add(rejection);
        }
    }

    List<WebhookEvent> handled() {
        return List.copyOf(handled);
    }

    List<RejectedException> rejections() {
        return List.copyOf(rejections);
    }
}
