package io.github.webhook4j.jdbc;

import java.time.Duration;

/**
 * How long events that have ended are remembered.
 *
 * @param bodies how long bodies and headers stay, so that the event can be replayed; 7 days by default
 * @param ids how long it is known that the event has come, and how long a dead one stays; 30 days by default, which is longer
 *     than any sender redelivers
 */
public record Retention(Duration bodies, Duration ids) {

    /** 7 days for bodies, 30 for ids. */
    public static final Retention USUAL = new Retention(Duration.ofDays(7), Duration.ofDays(30));

    /**
     * Checks the times.
     *
     * @param bodies how long bodies and headers stay
     * @param ids how long it is known that the event has come
     * @throws IllegalArgumentException if one is negative, or ids are to go before bodies
     */
    public Retention {
        if (bodies.isNegative() || ids.compareTo(bodies) < 0) {
            throw new IllegalArgumentException("Bodies are kept for " + bodies + " and ids for " + ids
                    + ": neither can be negative, nor ids go first");
        }
    }
}
