package io.github.webhook4j;

import io.github.webhook4j.Delivery.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one line that each delivery leaves in the log, as pairs of name and value. Refusals, which anybody can cause, are limited to some
 * a second; the next line tells how many were left out.
 */
final class DeliveryLine {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private static final int REFUSALS_PER_SECOND = 10;
    private static final int MOST_EVENTS = 3;

    private final LineLimit refusals = new LineLimit(REFUSALS_PER_SECOND);

    void log(Delivery delivery) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        long leftOut = delivery.outcome() == Outcome.REJECTED ? refusals.admit(System.nanoTime()) : 0;
        if (leftOut >= 0) {
            LOG.info("{}", text(delivery, leftOut));
        }
    }

    private static String text(Delivery delivery, long leftOut) {
        StringBuilder text = new StringBuilder(160).append("delivery");
        append(text, "endpoint", delivery.endpoint().name());
        append(text, "provider", delivery.endpoint().provider().name());
        append(text, "outcome", delivery.outcome());
        append(text, "status", delivery.response().status());
        append(text, "ms", delivery.took().toMillis());
        append(text, "address", delivery.address());
        for (WebhookEvent event : delivery.events()
                .subList(0, Math.min(MOST_EVENTS, delivery.events().size()))) {
            append(text, "type", event.type());
            append(text, "id", event.id());
        }
        append(text, "events", delivery.events().size() > 1 ? delivery.events().size() : null);
        append(text, "recovered", delivery.recovered() ? true : null);
        RejectedException rejection = delivery.rejection();
        if (rejection != null) {
            append(text, "reason", rejection.getMessage());
        }
        append(text, "not-logged", leftOut == 0 ? null : leftOut);
        return text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            String shown = value.toString();
            boolean plain = shown.indexOf(' ') < 0 && shown.indexOf('"') < 0;
            text.append(' ').append(name).append('=');
            text.append(plain ? shown : '"' + shown.replace('"', '\'') + '"');
        }
    }
}
