package io.github.webhook4j;

import org.jspecify.annotations.Nullable;

/**
 * What an application does with an event whose sender reads the body of the answer, such as Slack for a slash command.
 *
 * <p>Called from many threads at once, after the event has been verified and claimed. A delivery that comes again is answered
 * without a body.
 *
 * @param <T> the payload
 */
@FunctionalInterface
public interface AnsweringHandler<T> {

    /**
     * Handles one event.
     *
     * @param payload the payload, bound to the type's class
     * @param event the event, with its id, headers and exact bytes
     * @return the body: text becomes plain text, a {@link WebhookResponse} stays as it is, any other object becomes JSON;
     *     {@code null} for none
     * @throws Exception to have the event delivered again
     */
    @Nullable
    Object handle(T payload, WebhookEvent event) throws Exception;
}
