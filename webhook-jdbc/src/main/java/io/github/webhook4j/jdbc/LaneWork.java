package io.github.webhook4j.jdbc;

import io.github.webhook4j.jdbc.OrderedLeases.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Runs the events of a lane in their order, until there is nothing to do or other lanes are to have their turn. */
final class LaneWork {

    private static final long TURN_NANOS = Duration.ofSeconds(1).toNanos();

    private final OrderedLeases lanes;
    private final Leases leases;
    private final InFlight inFlight;
    private final Settings settings;

    LaneWork(OrderedLeases lanes, Leases leases, InFlight inFlight, Settings settings) {
        this.lanes = lanes;
        this.leases = leases;
        this.inFlight = inFlight;
        this.settings = settings;
    }

    void run(Lane lane, Collection<String> endpoints, Execution execution, BooleanSupplier open) {
        Ordering ordering = Objects.requireNonNull(settings.ordering());
        Set<String> held = new HashSet<>();
        inFlight.add(lane);
        try {
            long start = System.nanoTime();
            boolean more = true;
            while (more && open.getAsBoolean() && System.nanoTime() - start < TURN_NANOS) {
                long taken = System.nanoTime();
                List<Kept> events = lanes.take(lane, endpoints, ordering, held);
                runAll(events, execution, held, () -> open.getAsBoolean() && inFlight.holds(taken, settings.lease()));
                more = !events.isEmpty();
            }
        } finally {
            inFlight.remove(lane);
            // events behind one that waits are due, so that the lane would be taken again and again for nothing
            lanes.giveBack(lane, held.isEmpty() ? Duration.ZERO : settings.poll());
        }
    }

    private void runAll(List<Kept> events, Execution execution, Set<String> held, BooleanSupplier open) {
        Ordering ordering = Objects.requireNonNull(settings.ordering());
        List<Kept> rest = new ArrayList<>();
        inFlight.add(events);
        try {
            for (Kept event : events) {
                if (!open.getAsBoolean() || held.contains(OrderedLeases.key(event.orderKey()))) {
                    rest.add(event);
                } else if (!execution.runAlone(event) && ordering.holdsUp(event.attempts())) {
                    held.add(OrderedLeases.key(event.orderKey()));
                }
            }
            leases.giveBack(rest);
        } finally {
            inFlight.remove(events);
        }
    }
}
