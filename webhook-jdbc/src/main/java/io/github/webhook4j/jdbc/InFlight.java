package io.github.webhook4j.jdbc;

import io.github.webhook4j.jdbc.OrderedLeases.Lane;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What this node holds leases of, so that they can be renewed. Thread-safe. */
final class InFlight {

    private final Map<Long, Kept> events = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final Set<Lane> lanes = ConcurrentHashMap.newKeySet();
    private volatile long renewed = System.nanoTime();

    void add(Collection<Kept> leased) {
        leased.forEach(event -> {
            events.put(event.seq(), event);
            bytes.addAndGet(event.event().body().length);
        });
    }

    void remove(Collection<Kept> ended) {
        ended.forEach(event -> {
            events.remove(event.seq(), event);
            bytes.addAndGet(-event.event().body().length);
        });
    }

    /** How large their bodies are together. */
    long bytes() {
        return bytes.get();
    }

    void add(Lane lane) {
        lanes.add(lane);
    }

    void remove(Lane lane) {
        lanes.remove(lane);
    }

    void renewed() {
        renewed = System.nanoTime();
    }

    /** Whether a lease that was taken then still holds, by this node's clock alone, which need not be right but only steady. */
    boolean holds(long takenNanos, Duration lease) {
        long now = System.nanoTime();
        return Math.min(now - takenNanos, now - renewed) < lease.toNanos();
    }

    List<Long> numbers() {
        return List.copyOf(events.keySet());
    }

    List<Lane> lanes() {
        return List.copyOf(lanes);
    }
}
