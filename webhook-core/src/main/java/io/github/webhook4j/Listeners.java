package io.github.webhook4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners of an endpoint as one: what one of them throws is logged and stops nobody. */
final class Listeners implements EndpointListener {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    private final List<EndpointListener> all;

    Listeners(List<EndpointListener> all) {
        this.all = List.copyOf(all);
    }

    private void tell(Consumer<EndpointListener> call) {
        for (EndpointListener listener : all) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                LOG.error(
                        "A listener failed, which changes no answer: {}",
                        listener.getClass().getName(),
                        e);
            }
        }
    }

    @Override
    public void arrived(WebhookEndpoint endpoint, WebhookRequest request) {
        tell(listener -> listener.arrived(endpoint, request));
    }

    @Override
    public void received(WebhookEvent event) {
        tell(listener -> listener.received(event));
    }

    @Override
    public void claimed(WebhookEvent event, Inbox.State state) {
        tell(listener -> listener.claimed(event, state));
    }

    /** Closes in the reverse order. */
    @Override
    public Scope handling(WebhookEvent event, String handler) {
        List<Scope> scopes = new ArrayList<>(all.size());
        tell(listener -> scopes.add(0, listener.handling(event, handler)));
        return () -> scopes.forEach(Listeners::close);
    }

    private static void close(Scope scope) {
        try {
            scope.close();
        } catch (RuntimeException e) {
            LOG.error("A listener failed after a handler, which changes no answer", e);
        }
    }

    @Override
    public void failed(WebhookEvent event, String handler, Throwable cause) {
        tell(listener -> listener.failed(event, handler, cause));
    }

    @Override
    public void slow(WebhookEvent event, String handler, Duration took) {
        tell(listener -> listener.slow(event, handler, took));
    }

    @Override
    public void handled(WebhookEvent event, int handlers, Duration took) {
        tell(listener -> listener.handled(event, handlers, took));
    }

    @Override
    public void dead(WebhookEvent event, String reason) {
        tell(listener -> listener.dead(event, reason));
    }

    @Override
    public void unsettled(WebhookEvent event, Throwable cause) {
        tell(listener -> listener.unsettled(event, cause));
    }

    @Override
    public void mismatched(WebhookEvent event, Class<?> payload, List<String> pointers) {
        tell(listener -> listener.mismatched(event, payload, pointers));
    }

    @Override
    public void answered(Delivery delivery) {
        tell(listener -> listener.answered(delivery));
    }

    @Override
    public void diagnosed(WebhookEndpoint endpoint, WebhookRequest request, SignatureDiagnosis diagnosis) {
        tell(listener -> listener.diagnosed(endpoint, request, diagnosis));
    }
}
