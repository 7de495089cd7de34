package io.github.webhook4j;

import java.time.Clock;
import java.time.Duration;

/**
 * Remembers events, so that one that comes twice is handled once, and one whose handling failed is handled when it comes
 * again. An event is the same when its {@link WebhookEvent#endpoint()} and {@link WebhookEvent#key()} are.
 *
 * <p>Implementations are thread-safe. {@link #claim} is atomic: of any number of simultaneous calls for the same event, one
 * gets {@link State#NEW}.
 */
public interface Inbox {

    /** What is known of an event. */
    enum State {
        /** Not seen, or its last run failed or was lost: the caller handles it now. */
        NEW,
        /** Another delivery of it is being handled. */
        IN_PROGRESS,
        /** It has been handled, or has ended without. */
        DONE
    }

    /**
     * The answer to a claim.
     *
     * @param event the event
     * @param state what was known of it
     * @param fence distinguishes this claim from later ones of the same event
     */
    record Claim(WebhookEvent event, State state, long fence) {}

    /**
     * Asks for an event, and takes it if it is {@link State#NEW}.
     *
     * @param event the event
     * @return the claim, to be given to {@link #complete} or {@link #release} if its state is {@link State#NEW}
     * @throws RuntimeException if the inbox cannot tell; the sender is then asked to try again
     */
    Claim claim(WebhookEvent event);

    /**
     * Records that the event has been handled. Without effect if the claim has expired and another has taken the event.
     *
     * @param claim a claim whose state was {@link State#NEW}
     */
    void complete(Claim claim);

    /**
     * Gives the event back, so that its next delivery is handled. Without effect if the claim has expired and another has
     * taken the event.
     *
     * @param claim a claim whose state was {@link State#NEW}
     */
    void release(Claim claim);

    /**
     * An inbox in memory: remembers 100,000 handled events for 7 days, which is longer than any sender retries, and lets a
     * claim expire after 15 minutes. It forgets when the process ends, and other processes do not see it.
     *
     * @return the inbox
     */
    static Inbox inMemory() {
        return inMemory(100_000, Duration.ofDays(7), Duration.ofMinutes(15), Clock.systemUTC());
    }

    /**
     * An inbox in memory.
     *
     * @param maxEvents how many handled events are remembered, and how many may be in progress; beyond that the oldest
     *     handled one is forgotten, and a further claim fails
     * @param retention how long a handled event is remembered
     * @param lease how long a claim holds if it is neither completed nor released
     * @param clock tells the time
     * @return the inbox
     * @throws IllegalArgumentException if a number or duration is not positive
     */
    static Inbox inMemory(int maxEvents, Duration retention, Duration lease, Clock clock) {
        return new InMemoryInbox(maxEvents, retention, lease, clock);
    }
}
