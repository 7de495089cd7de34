package io.github.webhook4j;

import java.time.Duration;
import java.util.List;

/**
 * Observes an endpoint. Cannot change what happens: what a listener throws is logged and otherwise without effect.
 *
 * <p>Called on the request's thread, or on the one that handles a kept event, from many threads at once: be quick.
 */
public interface EndpointListener {

    /** What a listener has opened around the run of a handler, and closes after it, on the same thread. */
    @FunctionalInterface
    interface Scope {

        /** Nothing to close. */
        Scope NONE = () -> {};

        /** The handler has returned, or has thrown what {@link EndpointListener#failed} was told before. */
        void close();
    }

    /**
     * A request has come in: always the first call for it.
     *
     * @param endpoint where
     * @param request the request, its body not read
     */
    default void arrived(WebhookEndpoint endpoint, WebhookRequest request) {}

    /**
     * An event has been verified and parsed.
     *
     * @param event the event
     */
    default void received(WebhookEvent event) {}

    /**
     * The inbox has told what it knows of an event.
     *
     * @param event the event
     * @param state {@link Inbox.State#NEW} when it is handled now, or has been kept by a {@link DurableInbox} to be handled later;
     *     otherwise it had come before and no handler runs: {@link Inbox.State#DONE}, also when a durable inbox will yet have it
     *     handled, {@link Inbox.State#IN_PROGRESS} when another delivery of it is being handled
     */
    default void claimed(WebhookEvent event, Inbox.State state) {}

    /**
     * A handler is about to run, in the request or later.
     *
     * @param event the event
     * @param handler the handler, such as {@code Billing.paid(Invoice)}
     * @return what is to be closed when it has ended
     */
    default Scope handling(WebhookEvent event, String handler) {
        return Scope.NONE;
    }

    /**
     * A handler threw. The other handlers of the event run all the same.
     *
     * @param event the event
     * @param handler the handler, such as {@code Billing.paid(Invoice)}
     * @param cause what it threw
     */
    default void failed(WebhookEvent event, String handler, Throwable cause) {}

    /**
     * A handler took more than half of the time that the sender waits for an answer.
     *
     * @param event the event, which has been handled or has failed
     * @param handler the handler, such as {@code Billing.paid(Invoice)}
     * @param took how long it took
     */
    default void slow(WebhookEvent event, String handler, Duration took) {}

    /**
     * All handlers of an event have returned.
     *
     * @param event the event
     * @param handlers how many there were; 0 if nothing handles its type
     * @param took the time they took together
     */
    default void handled(WebhookEvent event, int handlers, Duration took) {}

    /**
     * An event will not be tried again: a handler gave up, its payload does not bind, or its tries are used up.
     *
     * @param event the event
     * @param reason why, without anything of the body
     */
    default void dead(WebhookEvent event, String reason) {}

    /**
     * The inbox could not record how an event ended. The answer to the sender stays the same.
     *
     * @param event the event
     * @param cause what the inbox threw
     */
    default void unsettled(WebhookEvent event, Throwable cause) {}

    /**
     * Fields of a payload had an unexpected JSON type and were bound as {@code null}.
     *
     * @param event the event
     * @param payload the class that was bound
     * @param pointers where in the payload, as JSON pointers
     */
    default void mismatched(WebhookEvent event, Class<?> payload, List<String> pointers) {}

    /**
     * A request has been answered, or refused: always the last call for it on the request's thread.
     *
     * @param delivery what became of it
     */
    default void answered(Delivery delivery) {}

    /**
     * It was tried why a signature did not match. Called after the refusal, on another thread, and not for each refusal: at most
     * once a second for each endpoint.
     *
     * @param endpoint where the request came in
     * @param request the request
     * @param diagnosis what was found
     */
    default void diagnosed(WebhookEndpoint endpoint, WebhookRequest request, SignatureDiagnosis diagnosis) {}
}
