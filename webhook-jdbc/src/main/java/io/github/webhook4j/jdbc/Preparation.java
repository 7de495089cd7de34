package io.github.webhook4j.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure, once, that the database is fit to keep events. Thread-safe. */
final class Preparation {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcInbox.class);

    private final Database database;
    private final boolean createTables;
    private final boolean requireDurability;
    private volatile boolean done;
    private @Nullable Attempt failed;

    /** An attempt that failed, and when it began. */
    private record Attempt(long nanos, RuntimeException failure) {}

    Preparation(Database database, boolean createTables, boolean requireDurability) {
        this.database = database;
        this.createTables = createTables;
        this.requireDurability = requireDurability;
    }

    /** A database that cannot be reached yet is no reason not to start. */
    void tryNow() {
        try {
            require();
        } catch (InboxUnavailableException e) {
            LOG.warn("The inbox's database cannot be used yet; deliveries are answered 503 until it can", e);
        }
    }

    /**
     * Prepares the database unless that has been done.
     *
     * @throws IllegalStateException if the database is not fit
     */
    void require() {
        if (!done) {
            attempt(System.nanoTime());
        }
    }

    /** Whoever has waited for an attempt that failed would wait as long again for one of his own, and those after him longer. */
    private synchronized void attempt(long asked) {
        Attempt last = failed;
        if (last != null && last.nanos() - asked > 0) {
            throw last.failure();
        }
        if (!done) {
            long now = System.nanoTime();
            try {
                prepare();
            } catch (RuntimeException e) {
                failed = new Attempt(now, e);
                throw e;
            }
        }
    }

    private void prepare() {
        Schema schema = new Schema(database);
        if (createTables) {
            schema.create();
        } else {
            schema.check();
        }
        List<String> gaps = Durability.gaps(database);
        if (!gaps.isEmpty()) {
            String detail = "The inbox's database acknowledges what it may lose, and so does the inbox: "
                    + String.join("; ", gaps);
            if (requireDurability) {
                throw new IllegalStateException(detail);
            }
            LOG.warn(detail);
        }
        done = true;
    }
}
