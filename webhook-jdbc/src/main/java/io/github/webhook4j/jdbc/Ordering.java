package io.github.webhook4j.jdbc;

import io.github.webhook4j.EventRunner;
import io.github.webhook4j.WebhookEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which events are handled one after the other, in the order in which they were kept. That is not the order in which the
 * sender made them: senders deliver as they can.
 *
 * <p>Events with one key wait for each other, all others do not. An event that fails holds up the later ones of its key until
 * it is done or dead; {@link #skipAfter} lets them pass earlier. Immutable, thread-safe.
 */
public final class Ordering {

    private final @Nullable Function<WebhookEvent, @Nullable String> key;
    private final int attempts;

    private Ordering(@Nullable Function<WebhookEvent, @Nullable String> key, int attempts) {
        this.key = key;
        this.attempts = attempts;
    }

    /**
     * By what the provider says: Stripe's object, GitHub's pull request or repository, Slack's channel, Shopify's order or
     * other resource, Zoom's meeting.
     *
     * @return the ordering
     */
    public static Ordering byProvider() {
        return new Ordering(null, Integer.MAX_VALUE);
    }

    /**
     * By a key of the application's.
     *
     * @param key gives the key, or {@code null} for an event that waits for no other
     * @return the ordering
     */
    public static Ordering by(Function<WebhookEvent, @Nullable String> key) {
        return new Ordering(key, Integer.MAX_VALUE);
    }

    /**
     * The same, but an event that has failed this often no longer holds up the others.
     *
     * @param attemptsOfOne how often, at least 1
     * @return the ordering
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Ordering skipAfter(int attemptsOfOne) {
        if (attemptsOfOne < 1) {
            throw new IllegalArgumentException(
                    "An event that is skipped after " + attemptsOfOne + " tries is never tried");
        }
        return new Ordering(key, attemptsOfOne);
    }

    /** The hash of what an event is ordered by, or {@code null}. */
    byte @Nullable [] hash(WebhookEvent event, EventRunner runner) {
        String name = key == null ? runner.orderKey(event) : key.apply(event);
        return name == null ? null : Texts.hash(event.endpoint(), name);
    }

    /** Whether an event that has been tried so often and waits for its next try holds up others. */
    boolean holdsUp(int tried) {
        return tried < attempts;
    }
}
