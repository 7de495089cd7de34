package io.github.webhook4j;

/**
 * What an application does with an event.
 *
 * <p>Called from many threads at once, after the event has been verified and claimed. Returning says that the event is
 * handled; throwing has the sender deliver it again.
 *
 * @param <T> the payload
 */
@FunctionalInterface
public interface EventHandler<T> {

    /**
     * Handles one event.
     *
     * @param payload the payload, bound to the type's class
     * @param event the event, with its id, headers and exact bytes
     * @throws Exception to have the event delivered again
     */
    void handle(T payload, WebhookEvent event) throws Exception;
}
