package io.github.webhook4j.jdbc;

/** How far a kept event is. */
public enum EventState {
    /** It is to be run, now or later. */
    WAITING,
    /** A node runs it, or died while it did. */
    RUNNING,
    /** It is being handled within its request, because its handler answers the sender. */
    CLAIMED,
    /** All its handlers have returned, or it has none. */
    DONE,
    /** It will not be tried again, unless somebody arms it or the sender delivers it again. */
    DEAD
}
