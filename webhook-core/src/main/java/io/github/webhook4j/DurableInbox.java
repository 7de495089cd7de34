package io.github.webhook4j;

/**
 * An inbox that keeps events and has them handled later: an endpoint with one acknowledges an event as soon as it is kept.
 *
 * <p>Events whose handlers answer the sender ({@link WebhookEndpoint.Builder#answer}) are handled within the request all the
 * same; these come to {@link #claim}, all others to {@link #keep}. Implementations are thread-safe.
 */
public interface DurableInbox extends Inbox {

    /**
     * Keeps an event. When this returns, the event survives whatever dies, and its handlers will run, on this or on another
     * node, until it has been handled or is dead. An event that is dead already is armed again.
     *
     * @param event the event, of an endpoint that has been attached
     * @return whether it is kept from now on; {@code false} if it had come before and is waiting, running or done
     * @throws RuntimeException if it may not have been kept; the sender is then asked to try again
     */
    boolean keep(WebhookEvent event);

    /**
     * Tells how to handle the events of an endpoint. Called once for each endpoint, when it is built.
     *
     * @param runner runs the endpoint's handlers
     * @throws IllegalStateException if another endpoint of that name is attached
     */
    void attach(EventRunner runner);
}
