package io.github.webhook4j;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as a {@link DurableInbox} keeps it: everything of it that has to survive the process.
 *
 * <p>{@link #toString()} shows endpoint, type and id only.
 *
 * @param endpoint the name of the endpoint that it came in at
 * @param id the sender's id, of at most 512 characters
 * @param key what tells it from all other events of the endpoint, of at most 512 characters
 * @param type the sender's name for what happened, of at most 512 characters
 * @param occurredAt when it happened, as the sender says, or {@code null}
 * @param receivedAt when it came in, by the clock of the node that received it
 * @param secretIndex which of the secrets the signature was made with
 * @param headers the request's headers, without those that hold a signature, a password or a cookie
 * @param body the exact bytes of the body; of an event that came in a batch, those of its element. Not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KeptEvent(
        String endpoint,
        String id,
        String key,
        String type,
        @Nullable Instant occurredAt,
        Instant receivedAt,
        int secretIndex,
        WebhookHeaders headers,
        byte[] body) {

    /**
     * The same event with other headers and another body, for those who must not keep all of it.
     *
     * @param otherHeaders the headers; {@code Content-Type} has to stay, or a form is no longer read as one
     * @param otherBody the body, of which a payload can still be bound
     * @return the event
     */
    public KeptEvent with(WebhookHeaders otherHeaders, byte[] otherBody) {
        return new KeptEvent(endpoint, id, key, type, occurredAt, receivedAt, secretIndex, otherHeaders, otherBody);
    }

    @Override
    public String toString() {
        return endpoint + " " + type + " " + id;
    }
}
