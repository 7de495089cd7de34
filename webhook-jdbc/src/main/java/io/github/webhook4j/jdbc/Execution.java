package io.github.webhook4j.jdbc;

import java.util.Collection;

/** Runs leased events as a {@link HandlingMode} wants it. Thread-safe. */
interface Execution {

    /** How many events one thread takes at a time. */
    int most();

    /**
     * Runs events, each to its end.
     *
     * @return whether the last of them needs no further try
     */
    boolean run(Collection<Kept> events);

    /** Runs one event, and has recorded how it ended when this returns: what comes behind it in its order may depend on that. */
    boolean runAlone(Kept event);
}
