package io.github.webhook4j;

import io.github.webhook4j.Delivery.Outcome;
import io.github.webhook4j.RejectedException.Reason;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How many deliveries of an endpoint ended how. Thread-safe. */
final class EndpointTally {

    private final Map<Outcome, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final Map<Reason, LongAdder> reasons = new ConcurrentHashMap<>();
    private volatile @Nullable Instant lastAccepted;
    private volatile @Nullable Instant lastRejected;

    void add(Delivery delivery) {
        count(outcomes, delivery.outcome());
        RejectedException rejection = delivery.rejection();
        if (rejection == null) {
            lastAccepted = delivery.arrivedAt();
        } else {
            lastRejected = delivery.arrivedAt();
            count(reasons, rejection.reason());
        }
    }

    Map<String, Long> outcomes() {
        return shown(outcomes);
    }

    Map<String, Long> reasons() {
        return shown(reasons);
    }

    @Nullable
    Instant lastAccepted() {
        return lastAccepted;
    }

    @Nullable
    Instant lastRejected() {
        return lastRejected;
    }

    private static <E extends Enum<E>> void count(Map<E, LongAdder> counts, E what) {
        counts.computeIfAbsent(what, absent -> new LongAdder()).increment();
    }

    private static <E extends Enum<E>> Map<String, Long> shown(Map<E, LongAdder> counts) {
        Map<String, Long> shown = new TreeMap<>();
        counts.forEach((what, count) -> shown.put(what.name().toLowerCase(Locale.ROOT), count.sum()));
        return shown;
    }
}
