package io.github.webhook4j.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * When an event that has failed is tried again, and how often. A handler that throws {@link io.github.webhook4j.RetryLater}
 * chooses the time itself, not how often. Immutable, thread-safe.
 */
public final class RetrySchedule {

    /** The delays, each the most of what chance may give. */
    private final List<Duration> delays;

    private final boolean jitter;

    private RetrySchedule(List<Duration> delays, boolean jitter) {
        this.delays = List.copyOf(delays);
        this.jitter = jitter;
        if (delays.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("A negative delay: " + delays);
        }
    }

    /**
     * 20 tries in about 3 days on average: the second after at most 10 seconds, each later one after at most twice as long, up to 8 hours.
     *
     * @return the schedule
     */
    public static RetrySchedule usual() {
        return exponential(Duration.ofSeconds(10), Duration.ofHours(8), 20);
    }

    /**
     * Exponential, with full jitter: each delay is a random time up to a limit that doubles from try to try.
     *
     * @param first the first limit
     * @param most the greatest limit
     * @param tries how often an event is tried, the first time included; at least 1
     * @return the schedule
     * @throws IllegalArgumentException if there is no try, or a limit is negative
     */
    public static RetrySchedule exponential(Duration first, Duration most, int tries) {
        if (tries < 1 || first.isNegative() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("No schedule: " + tries + " tries, from " + first + " to " + most);
        }
        return new RetrySchedule(
                java.util.stream.Stream.iterate(first, limit -> min(limit.multipliedBy(2), most))
                        .limit(tries - 1L)
                        .toList(),
                true);
    }

    /**
     * Exactly these delays.
     *
     * @param delays the delay before the second try, before the third, and so on; none for a single try
     * @return the schedule
     * @throws IllegalArgumentException if a delay is negative
     */
    public static RetrySchedule of(Duration... delays) {
        return new RetrySchedule(List.of(delays), false);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** How often an event is tried. */
    int tries() {
        return delays.size() + 1;
    }

    /** How long to wait after a number of tries, or {@code null} if that was the last. */
    @Nullable
    Duration after(int tries) {
        if (tries > delays.size()) {
            return null;
        }
        Duration limit = delays.get(Math.max(0, tries - 1));
        return jitter ? Duration.ofMillis(ThreadLocalRandom.current().nextLong(limit.toMillis() + 1)) : limit;
    }
}
