package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what somebody has to know: every refusal with its reason, every failure. Never a body, signature or secret. */
final class LoggingListener implements EndpointListener {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    private final String endpoint;

    LoggingListener(String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void rejected(WebhookRequest request, RejectedException rejection) {
        Reason reason = rejection.reason();
        if (reason == Reason.BODY_CONSUMED) {
            LOG.error(
                    "Endpoint {} got a request whose body had been read already, so its signature cannot be verified. Something "
                            + "in front of it calls getParameter, getReader or getInputStream (a filter for logging, hidden "
                            + "methods or parameters): exclude this path from it. {}",
                    endpoint,
                    rejection.getMessage());
        } else if (reason == Reason.SECRET_UNAVAILABLE || reason == Reason.INBOX_UNAVAILABLE) {
            LOG.error(
                    "Endpoint {} could not take a delivery: {}",
                    endpoint,
                    rejection.getMessage(),
                    rejection.getCause());
        } else {
            LOG.info("Endpoint {} refused a request: {}", endpoint, rejection.getMessage());
        }
    }

    @Override
    public void kept(WebhookEvent event) {
        LOG.debug("Endpoint {}: {} is kept, to be handled later", endpoint, event);
    }

    @Override
    public void dead(WebhookEvent event, String reason) {
        LOG.error("Endpoint {}: {} will not be tried again: {}", endpoint, event, reason);
    }

    @Override
    public void duplicate(WebhookEvent event, Inbox.State state) {
        LOG.debug("Endpoint {}: {} came again and is {}", endpoint, event, state);
    }

    @Override
    public void handled(WebhookEvent event, int handlers, Duration took) {
        LOG.debug("Endpoint {}: {} handled by {} handlers in {} ms", endpoint, event, handlers, took.toMillis());
    }

    @Override
    public void failed(WebhookEvent event, String handler, Throwable cause) {
        LOG.error("Endpoint {}: {} failed on {}", endpoint, handler, event, cause);
    }

    @Override
    public void slow(WebhookEvent event, String handler, Duration took) {
        LOG.warn(
                "Endpoint {}: {} took {} ms for {}, more than half of the time that the sender waits",
                endpoint,
                handler,
                took.toMillis(),
                event);
    }

    @Override
    public void greeted(WebhookRequest request) {
        LOG.info("Endpoint {} answered a handshake of the sender", endpoint);
    }

    @Override
    public void unsettled(WebhookEvent event, Throwable cause) {
        LOG.error("Endpoint {}: the inbox could not record how {} ended", endpoint, event, cause);
    }

    @Override
    public void mismatched(WebhookEvent event, Class<?> payload, List<String> pointers) {
        LOG.warn(
                "Endpoint {}: {} has fields that {} cannot hold, bound as null: {}",
                endpoint,
                event,
                payload.getName(),
                pointers);
    }
}
