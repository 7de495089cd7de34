package io.github.webhook4j;

import java.time.Duration;
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
    public void rejected(WebhookRequest request, RejectedException rejection) {
        tell(listener -> listener.rejected(request, rejection));
    }

    @Override
    public void greeted(WebhookRequest request) {
        tell(listener -> listener.greeted(request));
    }

    @Override
    public void slow(WebhookEvent event, String handler, Duration took) {
        tell(listener -> listener.slow(event, handler, took));
    }

    @Override
    public void received(WebhookEvent event) {
        tell(listener -> listener.received(event));
    }

    @Override
    public void kept(WebhookEvent event) {
        tell(listener -> listener.kept(event));
    }

    @Override
    public void dead(WebhookEvent event, String reason) {
        tell(listener -> listener.dead(event, reason));
    }

    @Override
    public void duplicate(WebhookEvent event, Inbox.State state) {
        tell(listener -> listener.duplicate(event, state));
    }

    @Override
    public void handled(WebhookEvent event, int handlers, Duration took) {
        tell(listener -> listener.handled(event, handlers, took));
    }

    @Override
    public void failed(WebhookEvent event, String handler, Throwable cause) {
        tell(listener -> listener.failed(event, handler, cause));
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
    public void answered(WebhookRequest request, WebhookResponse response, Duration took) {
        tell(listener -> listener.answered(request, response, took));
    }
}
