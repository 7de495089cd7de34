package io.github.webhook4j;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request.
 *
 * @param endpoint where it came in
 * @param request the request, its body possibly read
 * @param address the sender's address, seen through the proxies that the endpoint's guard trusts; {@code null} if it is not known
 * @param arrivedAt when it came in, by the endpoint's clock
 * @param took how long it took until the answer was there
 * @param response the answer
 * @param outcome how it ended
 * @param rejection why it was refused, which the caller was not told; {@code null} unless it was
 * @param events the events that were in it, verified and parsed; none if it was refused before, or answered by the provider
 * @param recovered whether a {@link Recovery} has fetched it from the sender, who had not delivered it
 */
public record Delivery(
        WebhookEndpoint endpoint,
        WebhookRequest request,
        @Nullable String address,
        Instant arrivedAt,
        Duration took,
        WebhookResponse response,
        Outcome outcome,
        @Nullable RejectedException rejection,
        List<WebhookEvent> events,
        boolean recovered) {

    /** How a request can end; of a batch of events, how the one ended that decided the answer. */
    public enum Outcome {
        /** All handlers have returned. */
        HANDLED,
        /** Nothing handles the type. */
        UNHANDLED,
        /** A {@link DurableInbox} has kept the event, to be handled later. */
        KEPT,
        /** The event came before, or another delivery of it is being handled. */
        DUPLICATE,
        /** No event but a handshake, which the provider has answered by itself. */
        GREETED,
        /** Refused, see {@link Delivery#rejection()}. */
        REJECTED,
        /** A handler gave up: the event is not tried again. */
        DEAD,
        /** A handler threw: the sender is to deliver again. */
        FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Copies the events.
     *
     * @param endpoint where it came in
     * @param request the request
     * @param address the sender's address, or {@code null}
     * @param arrivedAt when it came in
     * @param took how long it took until the answer was there
     * @param response the answer
     * @param outcome how it ended
     * @param rejection why it was refused, or {@code null}
     * @param events the events that were in it
     * @param recovered whether a {@link Recovery} has fetched it
     */
    public Delivery {
        events = List.copyOf(events);
    }

    @Override
    public String toString() {
        return "Delivery[" + endpoint.name() + ", " + outcome + ", " + events + "]";
    }
}
