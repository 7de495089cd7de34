package io.github.webhook4j;

import java.time.Duration;
import java.util.List;

/**
 * Observes an endpoint. Cannot change what happens: what a listener throws is logged and otherwise without effect.
 *
 * <p>Called on the request's thread, or on the one that handles a kept event, from many threads at once: be quick.
 */
public interface EndpointListener {

    /**
     * A request was refused.
     *
     * @param request the request, its body possibly read
     * @param rejection the reason, which the caller was not told
     */
    default void rejected(WebhookRequest request, RejectedException rejection) {}

    /**
     * A request was no event but a handshake, which the provider has answered by itself.
     *
     * @param request the request
     */
    default void greeted(WebhookRequest request) {}

    /**
     * An event has been verified and parsed.
     *
     * @param event the event
     */
    default void received(WebhookEvent event) {}

    /**
     * A {@link DurableInbox} has kept an event: the sender is told so, and handlers run later.
     *
     * @param event the event
     */
    default void kept(WebhookEvent event) {}

    /**
     * An event had come before, so no handler runs.
     *
     * @param event the event
     * @param state {@link Inbox.State#DONE}, also when a durable inbox has it and will have it handled; {@link
     *     Inbox.State#IN_PROGRESS} when another delivery of it is being handled
     */
    default void duplicate(WebhookEvent event, Inbox.State state) {}

    /**
     * All handlers of an event have returned.
     *
     * @param event the event
     * @param handlers how many there were; 0 if nothing handles its type
     * @param took the time they took together
     */
    default void handled(WebhookEvent event, int handlers, Duration took) {}

    /**
     * A handler threw. The other handlers of the event run all the same.
     *
     * @param event the event
     * @param handler the handler, such as {@code Billing.paid(Invoice)}
     * @param cause what it threw
     */
    default void failed(WebhookEvent event, String handler, Throwable cause) {}

    /**
     * An event will not be tried again: a handler gave up, its payload does not bind, or its tries are used up.
     *
     * @param event the event
     * @param reason why, without anything of the body
     */
    default void dead(WebhookEvent event, String reason) {}

    /**
     * A handler took more than half of the time that the sender waits for an answer.
     *
     * @param event the event, which has been handled or has failed
     * @param handler the handler, such as {@code Billing.paid(Invoice)}
     * @param took how long it took
     */
    default void slow(WebhookEvent event, String handler, Duration took) {}

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
     * A request has been answered: always the last call for it.
     *
     * @param request the request
     * @param response the answer
     * @param took the time since the request came in
     */
    default void answered(WebhookRequest request, WebhookResponse response, Duration took) {}
}
