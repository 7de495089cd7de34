package io.github.webhook4j.jdbc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one run of an event ends.
 *
 * @param state {@link EventState#DONE}, {@link EventState#WAITING} for the next try, or {@link EventState#DEAD}
 * @param due what is done with the event next, from now: the next try, or the purge of what is no longer needed
 * @param failure what went wrong, or {@code null}
 */
record Ending(EventState state, Duration due, @Nullable String failure) {}
