package io.github.webhook4j.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done from time to time: leases are renewed, and what has been kept for long enough is purged. */
final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcInbox.class);

    private static final Duration PURGE_EVERY = Duration.ofMinutes(1);

    /** A claim that nobody has completed or released for so long is of no use. */
    private static final Duration CLAIMS = Duration.ofDays(1);

    /** Few enough that nobody waits for the rows, many enough to keep up. */
    private static final int AT_ONCE = 500;

    private static final int BATCHES = 200;

    private final Database database;
    private final Settings settings;
    private final Worker.Parts parts;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Worker.daemons());

    private final List<Future<?>> timers = new ArrayList<>();

    Housekeeping(Database database, Settings settings, Worker.Parts parts) {
        this.database = database;
        this.settings = settings;
        this.parts = parts;
    }

    void start() {
        every(settings.lease().dividedBy(3), this::renew);
        every(PURGE_EVERY, this::purge);
    }

    private void every(Duration delay, Runnable work) {
        timers.add(timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        parts.ready().run();
                        work.run();
                    } catch (RuntimeException | Error e) {
                        LOG.warn("The inbox's housekeeping failed, and is tried again in {}", delay, e);
                    }
                },
                delay.toMillis(),
                delay.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    private void renew() {
        parts.leases().renew(parts.inFlight().numbers());
        parts.lanes().renew(parts.inFlight().lanes());
        parts.inFlight().renewed();
    }

    void purge() {
        long bodies = repeat(() -> forget(settings.retention()));
        long events =
                repeat(() -> delete(Lanes.REMEMBERED, Duration.ZERO)) + repeat(() -> delete(Lanes.CLAIMED, CLAIMS));
        if (bodies + events > 0) {
            LOG.debug("Purged {} bodies and {} events", bodies, events);
        }
    }

    /** Removes a batch. */
    private interface Batch {
        int remove();
    }

    /** A transaction for each batch, so that none is long. */
    private static long repeat(Batch batch) {
        long all = 0;
        for (int i = 0; i < BATCHES; i++) {
            int removed = batch.remove();
            all += removed;
            if (removed < AT_ONCE) {
                break;
            }
        }
        return all;
    }

    private int forget(Retention retention) {
        return database.together(connection -> {
            List<Long> due = due(Lanes.ENDED, Duration.ZERO).query(connection, row -> row.getLong(1));
            return due.isEmpty()
                    ? 0
                    : new Sql(
                                    "UPDATE webhook_event SET lane = ?, due_at = due_at + ?, headers = NULL, body = NULL WHERE seq IN ",
                                    Lanes.REMEMBERED,
                                    retention.ids().minus(retention.bodies()).toMillis())
                            .in(due)
                            .update(connection);
        });
    }

    private int delete(int lane, Duration after) {
        return database.together(connection -> {
            List<Long> due = due(lane, after).query(connection, row -> row.getLong(1));
            return due.isEmpty()
                    ? 0
                    : database.deletion(new Sql("seq IN ").in(due)).update(connection);
        });
    }

    private Sql due(int lane, Duration after) {
        return database.sql(
                "SELECT seq FROM webhook_event WHERE lane = ? AND due_at <= {now} - ? ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED",
                lane,
                after.toMillis(),
                AT_ONCE);
    }

    void close() {
        timers.forEach(task -> task.cancel(false));
        timer.shutdown();
    }
}
