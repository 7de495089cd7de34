package io.github.webhook4j.jdbc;

import io.github.webhook4j.KeptEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the events of an inbox, and changes what becomes of them: for consoles and management endpoints. {@link
 * JdbcInbox#admin()} has one. Thread-safe.
 *
 * <p>Whoever may call this sees what the senders sent, and can have everything handled again: let few.
 */
public final class InboxAdmin {

    /** How many events one transaction changes. */
    private static final int AT_ONCE = 500;

    private static final String ENDED = "state IN ('DONE', 'DEAD')";

    private final Database database;
    private final Runnable wake;

    InboxAdmin(Database database, Runnable wake) {
        this.database = database;
        this.wake = wake;
    }

    /**
     * Lists events, the newest first.
     *
     * @param filter which
     * @param most how many at most
     * @return the events
     */
    public List<InboxEntry> list(InboxFilter filter, int most) {
        Sql sql = filter.narrow(new Sql("SELECT " + InboxEntry.COLUMNS + " FROM webhook_event WHERE 1 = 1"))
                .add(" ORDER BY seq DESC LIMIT ?", most);
        return database.each(connection -> sql.query(connection, InboxEntry::of));
    }

    /**
     * An event as it was kept, with its headers and its body.
     *
     * @param number the inbox's own number of the event
     * @return the event, or empty if there is none, or its body has been purged
     */
    public Optional<KeptEvent> event(long number) {
        Sql sql = new Sql("SELECT " + Kept.COLUMNS + " FROM webhook_event WHERE body IS NOT NULL AND seq = ?", number);
        return database.each(connection -> sql.query(connection, Kept::event)).stream()
                .findFirst();
    }

    /**
     * Counts all events by endpoint and state.
     *
     * @return the counts; nothing where there is no event
     */
    public List<InboxCount> count() {
        Sql sql = database.sql("SELECT endpoint, state, COUNT(*), {now} - MIN(kept_at) FROM webhook_event"
                + " GROUP BY endpoint, state ORDER BY endpoint, state");
        return database.each(connection -> sql.query(
                connection,
                row -> new InboxCount(
                        row.getString(1),
                        EventState.valueOf(row.getString(2)),
                        row.getLong(3),
                        Duration.ofMillis(row.getLong(4)))));
    }

    /**
     * Tells how much is due and has not been begun. Cheap, however much has been handled.
     *
     * @return the backlog
     */
    public InboxBacklog backlog() {
        Sql sql = database.sql("SELECT COUNT(*), COALESCE({now} - MIN(due_at), 0) FROM webhook_event"
                + " WHERE lane >= -1 AND due_at <= {now}");
        return database.each(connection -> sql.query(
                        connection, row -> new InboxBacklog(row.getLong(1), Duration.ofMillis(row.getLong(2)))))
                .get(0);
    }

    /**
     * Has dead events tried again, with a new schedule. Handlers that have returned do not run again.
     *
     * @param filter which
     * @return how many
     */
    public long arm(InboxFilter filter) {
        long armed = change(
                filter,
                "state = 'DEAD' AND body IS NOT NULL",
                (connection, numbers) -> database.sql(
                                "UPDATE webhook_event SET state = 'WAITING', lane = home, due_at = {now}, fence = fence + 1, attempts = 0,"
                                        + " gave_up = NULL, failure = NULL, changed_at = {now} WHERE state = 'DEAD' AND seq IN ")
                        .in(numbers)
                        .update(connection));
        wake.run();
        return armed;
    }

    /**
     * Takes dead events for done. Their failures stay to be seen.
     *
     * @param filter which
     * @return how many
     */
    public long discard(InboxFilter filter) {
        return change(
                filter,
                "state = 'DEAD'",
                (connection, numbers) -> database.sql(
                                "UPDATE webhook_event SET state = 'DONE', changed_at = {now} WHERE state = 'DEAD' AND seq IN ")
                        .in(numbers)
                        .update(connection));
    }

    /**
     * Removes events that have ended, bodies and ids. What is removed and delivered again is handled again.
     *
     * @param filter which
     * @return how many
     */
    public long purge(InboxFilter filter) {
        return change(
                filter,
                ENDED,
                (connection, numbers) -> database.deletion(new Sql(ENDED + " AND seq IN ").in(numbers))
                        .update(connection));
    }

    /**
     * Tells what {@link #replay} would do.
     *
     * @param filter which
     * @param perSecond how many events a second
     * @return what it would do
     */
    public Replay plan(InboxFilter filter, int perSecond) {
        Sql sql = filter.narrow(new Sql("SELECT COUNT(body), COUNT(*) FROM webhook_event WHERE " + ENDED));
        return database.each(connection -> sql.query(
                        connection,
                        row -> new Replay(
                                row.getLong(1), row.getLong(2) - row.getLong(1), takes(row.getLong(1), perSecond))))
                .get(0);
    }

    /**
     * Has events that have ended handled again by all their handlers, as a new run: its tries count anew, no check of a signature
     * or a time is repeated, and neither a duplicate nor the sender is involved. Events that are still to be handled are left alone.
     *
     * @param filter which
     * @param perSecond how many events a second are due, at least 1
     * @return what it does; when this returns, the events are due, and handled from now on
     * @throws IllegalArgumentException if the rate is less than 1
     */
    public Replay replay(InboxFilter filter, int perSecond) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("A replay of " + perSecond + " events a second never ends");
        }
        long withoutBody = plan(filter, perSecond).withoutBody();
        long[] before = {0};
        long events = change(filter, ENDED + " AND body IS NOT NULL", (connection, numbers) -> {
            int rerun = rerun(connection, numbers, before[0], perSecond);
            before[0] += numbers.size();
            return rerun;
        });
        wake.run();
        return new Replay(events, withoutBody, takes(events, perSecond));
    }

    private static Duration takes(long events, int perSecond) {
        return Duration.ofMillis(events * 1000 / perSecond);
    }

    private int rerun(Connection connection, List<Long> numbers, long before, int perSecond) throws SQLException {
        List<Sql> reruns = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            reruns.add(database.sql(
                    "UPDATE webhook_event SET state = 'WAITING', lane = home, due_at = {now} + ?, fence = fence + 1,"
                            + " attempts = 0, runs = runs + 1, handled_by = NULL, gave_up = NULL, failure = NULL,"
                            + " changed_at = {now} WHERE seq = ? AND body IS NOT NULL AND " + ENDED,
                    (before + i) * 1000 / perSecond,
                    numbers.get(i)));
        }
        // drivers that send all at once do not know the numbers
        return Arrays.stream(Sql.batch(connection, reruns))
                .map(Math::abs)
                .map(n -> Math.min(n, 1))
                .sum();
    }

    /** Changes some events. */
    @FunctionalInterface
    private interface Change {
        int to(Connection connection, List<Long> numbers) throws SQLException;
    }

    /**
     * In batches, oldest first. They are looked for without locks, which in MySQL would be waited for until handlers that run have
     * returned; so each change says once more what it is for.
     */
    private long change(InboxFilter filter, String condition, Change change) {
        long all = 0;
        long after = -1;
        while (true) {
            long last = after;
            List<Long> numbers = new ArrayList<>();
            all += database.together(connection -> {
                numbers.clear();
                numbers.addAll(
                        filter.narrow(new Sql("SELECT seq FROM webhook_event WHERE seq > ? AND " + condition, last))
                                .add(" ORDER BY seq LIMIT ?", AT_ONCE)
                                .query(connection, row -> row.getLong(1)));
                return numbers.isEmpty() ? 0 : change.to(connection, numbers);
            });
            if (numbers.size() < AT_ONCE) {
                return all;
            }
            after = numbers.get(numbers.size() - 1);
        }
    }
}
