package io.github.webhook4j.jdbc;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Runs leased events as a {@link HandlingMode} wants it. Thread-safe. */
interface Execution {

    /** How many events one thread takes at a time. */
    int most();

    /**
     * Runs events, each to its end, for as long as the node is open.
     *
     * @return those that have not begun, whose leases go on
     */
    default List<Kept> run(List<Kept> events, BooleanSupplier open) {
        for (int i = 0; i < events.size(); i++) {
            if (!open.getAsBoolean()) {
                return events.subList(i, events.size());
            }
            runAlone(events.get(i));
        }
        return List.of();
    }

    /**
     * Runs one event, and has recorded how it ended when this returns: what comes behind it in its order may depend on that.
     *
     * @return whether it needs no further try
     */
    boolean runAlone(Kept event);
}
