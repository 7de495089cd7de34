package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what somebody has to know: one line for each delivery, and more where something failed. Never a body, signature or secret.
 * What else is logged in between, by handlers too, has the endpoint and the event in SLF4J's MDC.
 */
final class LoggingListener implements EndpointListener {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    private final String endpoint;
    private final DeliveryLine line = new DeliveryLine();

    LoggingListener(String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void arrived(WebhookEndpoint at, WebhookRequest request) {
        EventContext.enter(endpoint);
    }

    @Override
    public void received(WebhookEvent event) {
        EventContext.enter(event);
    }

    @Override
    public Scope handling(WebhookEvent event, String handler) {
        return EventContext.around(event);
    }

    @Override
    public void answered(Delivery delivery) {
        RejectedException rejection = delivery.rejection();
        if (rejection != null) {
            refused(rejection);
        }
        line.log(delivery);
        EventContext.leave();
    }

    private void refused(RejectedException rejection) {
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
        }
    }

    @Override
    public void diagnosed(WebhookEndpoint at, WebhookRequest request, SignatureDiagnosis diagnosis) {
        LOG.warn(
                "Endpoint {} refused a request, {} {}: {}",
                endpoint,
                diagnosis.proven() ? "because of" : "most likely because of",
                diagnosis.mistake(),
                diagnosis.advice());
    }

    @Override
    public void dead(WebhookEvent event, String reason) {
        LOG.error("Endpoint {}: {} will not be tried again: {}", endpoint, event, reason);
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
