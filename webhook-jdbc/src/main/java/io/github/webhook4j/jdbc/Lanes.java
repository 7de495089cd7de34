package io.github.webhook4j.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done next with a kept event, at the time in {@code due_at}. One index over both is all that the work needs,
 * and events that have ended are out of the way of those that wait.
 */
final class Lanes {

    /** How many lanes keep an order: 0 to 63, each handled by one node at a time. */
    static final int ORDERED = 64;

    /** To be run, in any order. */
    static final int ANY_ORDER = -1;

    /** Of those in any order: being run; abandoned when due. */
    static final int LEASED = ORDERED;

    /** Being handled within its request; free again when due. */
    static final int CLAIMED = -2;

    /** Ended; its body is purged when due. */
    static final int ENDED = -3;

    /** Ended; purged as a whole when due. */
    static final int REMEMBERED = -4;

    private Lanes() {}

    /** The lane of an order key's hash, or of no order. */
    static int of(byte @Nullable [] orderKey) {
        return orderKey == null ? ANY_ORDER : Math.floorMod(orderKey[0], ORDERED);
    }
}
