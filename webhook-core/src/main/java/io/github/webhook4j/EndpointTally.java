package io.github.webhook4j;

import io.github.webhook4j.Delivery.Outcome;
import io.github.webhook4j.RejectedException.Reason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** How many deliveries of an endpoint ended how. Thread-safe. */
final class EndpointTally {

    private final AtomicLongArray outcomes = new AtomicLongArray(Outcome.values().length);
    private final AtomicLongArray reasons = new AtomicLongArray(Reason.values().length);
    private volatile @Nullable Instant lastAccepted;
    private volatile @Nullable Instant lastRejected;

    void add(Delivery delivery) {
        outcomes.incrementAndGet(delivery.outcome().ordinal());
        RejectedException rejection = delivery.rejection();
        if (rejection == null) {
            lastAccepted = delivery.arrivedAt();
        } else {
            lastRejected = delivery.arrivedAt();
            reasons.incrementAndGet(rejection.reason().ordinal());
        }
    }

    Map<String, Long> outcomes() {
        return counts(Outcome.values(), outcomes);
    }

    Map<String, Long> reasons() {
        return counts(Reason.values(), reasons);
    }

    @Nullable
    Instant lastAccepted() {
        return lastAccepted;
    }

    @Nullable
    Instant lastRejected() {
        return lastRejected;
    }

    private static Map<String, Long> counts(Enum<?>[] values, AtomicLongArray counted) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Enum<?> value : values) {
            if (counted.get(value.ordinal()) > 0) {
                counts.put(value.name().toLowerCase(Locale.ROOT), counted.get(value.ordinal()));
            }
        }
        return counts;
    }
}
