package io.github.webhook4j;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers how far a {@link Recovery} has come. Thread-safe. */
public interface RecoveryLog {

    /**
     * How far it has come.
     *
     * @param since what failed before has been recovered; {@code null} at first
     * @param recovered the ids of what failed later and has been recovered, too
     */
    record Position(@Nullable Instant since, Set<String> recovered) {
        /**
         * Copies the ids.
         *
         * @param since what failed before has been recovered, or {@code null}
         * @param recovered the ids of what failed later
         */
        public Position {
            recovered = Set.copyOf(recovered);
        }
    }

    /**
     * How far an endpoint's recovery has come.
     *
     * @param endpoint the endpoint's name
     * @return the position
     */
    Position position(String endpoint);

    /**
     * Remembers that an event has been recovered.
     *
     * @param endpoint the endpoint's name
     * @param id the event's, of {@link MissedEvents.Missed}
     */
    void recovered(String endpoint, String id);

    /**
     * Remembers that all has been recovered to a time, and forgets the rest.
     *
     * @param endpoint the endpoint's name
     * @param position how far it has come
     */
    void reached(String endpoint, Position position);

    /**
     * A log that ends with the process. Enough with an inbox in a database, which knows by itself what has come before.
     *
     * @return the log
     */
    static RecoveryLog inMemory() {
        return new RecoveryMemory();
    }

    /**
     * A log in a file, of one process at a time.
     *
     * @param file where it is, or will be; its folder exists
     * @return the log
     */
    static RecoveryLog file(Path file) {
        return new RecoveryFile(file);
    }
}
