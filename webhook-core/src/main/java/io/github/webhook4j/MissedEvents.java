package io.github.webhook4j;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The events that a sender could not deliver to a URL, as its API tells. Provider modules implement it; thread-safe. */
public interface MissedEvents {

    /**
     * One of them.
     *
     * @param id the same whenever the sender is asked, and of this event alone
     * @param at when it happened, or was first delivered in vain; events are recovered in this order
     */
    record Missed(String id, Instant at) {}

    /**
     * Asks for what could not be delivered.
     *
     * @param from the earliest time to look at
     * @return what has failed since and has not arrived otherwise, as far as the sender tells, in any order
     * @throws SenderException if the sender refuses or cannot be asked
     */
    List<Missed> since(Instant from);

    /**
     * Fetches one, as it would have been delivered.
     *
     * @param missed one of {@link #since}
     * @return the request, not signed; empty if it is gone, or if the sender has been asked to deliver it again by itself
     * @throws SenderException if the sender refuses or cannot be asked
     */
    Optional<WebhookRequest> fetch(Missed missed);
}
