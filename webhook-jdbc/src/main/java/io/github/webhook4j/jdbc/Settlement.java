package io.github.webhook4j.jdbc;

import io.github.webhook4j.EventRunner.Failed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what has become of an event, unless another node has taken it over: each statement compares the fence. */
final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcInbox.class);

    private static final String OURS = " WHERE seq = ? AND fence = ? AND state = 'RUNNING'";

    /** A time that no event changes at: only the transaction that wrote it ever sees it. */
    private static final String HELD = " AND changed_at = 0";

    private final Database database;
    private final Settings settings;
    private final GroupCommit<Return, Boolean> returns =
            new GroupCommit<>(this::recordAll, handler -> 1, Integer.MAX_VALUE);

    Settlement(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
    }

    Ending done() {
        return new Ending(EventState.DONE, settings.retention().bodies(), null);
    }

    Ending dead(String failure) {
        return new Ending(EventState.DEAD, settings.retention().ids(), failure);
    }

    /** How a run ends in which handlers have failed, by their names; or given up, now or in an earlier run. */
    Ending ending(Kept event, Map<String, Failed> failures) {
        if (failures.isEmpty() && event.gaveUp().isEmpty()) {
            return done();
        }
        String failure = failures.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue().cause())
                .collect(Collectors.joining("; "));
        List<Failed> again =
                failures.values().stream().filter(failed -> !failed.last()).toList();
        if (again.isEmpty()) {
            return dead(failure.isEmpty() ? "given up by " + String.join(", ", event.gaveUp()) : failure);
        }
        Duration scheduled = settings.retries().after(event.attempts());
        return scheduled == null
                ? dead("the last of " + event.attempts() + " tries failed: " + failure)
                : new Ending(EventState.WAITING, delay(again, scheduled), failure);
    }

    private static Duration delay(List<Failed> failures, Duration scheduled) {
        return failures.stream()
                .map(failed -> failed.delay() == null ? scheduled : failed.delay())
                .max(Duration::compareTo)
                .orElse(scheduled);
    }

    /** That a handler returns, so that with it the event is done or not yet. */
    record Return(Kept before, String handler, boolean last) {
        /** The event when it has returned. */
        Kept event() {
            return before.handledBy(handler);
        }
    }

    /**
     * Records that a handler has returned that asked for no transaction.
     *
     * @return whether the event was still ours
     */
    boolean record(Return handler) {
        try {
            boolean inGroups = handler.last() && database.dialect().returnsRows();
            return inGroups ? returns.submit(handler) : recordAlone(handler);
        } catch (InboxUnavailableException e) {
            LOG.debug("{} could not be recorded with others, and is recorded alone", handler, e);
            return isRecorded(handler.before(), handler.handler()) || recordAlone(handler);
        }
    }

    private boolean recordAlone(Return handler) {
        return database.each(connection -> record(connection, handler, OURS));
    }

    private List<Boolean> recordAll(List<Return> last) {
        List<Kept> events = last.stream().map(Return::event).toList();
        Set<Long> recorded = database.each(connection -> {
            Set<Long> numbers = new HashSet<>();
            for (Sql end : ends(events)) {
                numbers.addAll(end.add(" RETURNING seq").query(connection, row -> row.getLong(1)));
            }
            return numbers;
        });
        return events.stream().map(event -> recorded.contains(event.seq())).toList();
    }

    /**
     * Begins the transaction of a handler: locks the row until the transaction ends. Where a transaction ends only when it is
     * told to, this is the record already.
     *
     * @return whether the event is still ours
     */
    boolean begin(Connection connection, Return handler) throws SQLException {
        return database.dialect().endsTransactionsUnasked()
                ? hold(connection, handler.event())
                : record(connection, handler, OURS);
    }

    /**
     * Makes sure, when the handler has returned, that the record and all that the handler did are in one transaction.
     *
     * @return whether they are
     */
    boolean conclude(Connection connection, Return handler) throws SQLException {
        return !database.dialect().endsTransactionsUnasked() || record(connection, handler, OURS + HELD);
    }

    private boolean record(Connection connection, Return handler, String condition) throws SQLException {
        return recorded(handler, condition).update(connection) == 1;
    }

    private Sql recorded(Return handler, String condition) {
        Kept event = handler.event();
        return handler.last()
                ? ended(event, done()).add(condition, event.seq(), event.fence())
                : new Sql(
                        "UPDATE webhook_event SET handled_by = ?, gave_up = ?" + condition,
                        lines(event.handledBy()),
                        lines(event.gaveUp()),
                        event.seq(),
                        event.fence());
    }

    /** Leaves in the row what is gone when the transaction is. Whether the event is still ours. */
    boolean hold(Connection connection, Kept event) throws SQLException {
        return new Sql("UPDATE webhook_event SET changed_at = 0" + OURS, event.seq(), event.fence()).update(connection)
                == 1;
    }

    /** Whether the transaction that held the event goes on. */
    boolean isHeld(Connection connection, Kept event) throws SQLException {
        return !new Sql("SELECT seq FROM webhook_event" + OURS + HELD, event.seq(), event.fence())
                .query(connection, row -> row.getLong(1))
                .isEmpty();
    }

    /**
     * Whether it is on record that a handler has returned: a commit that failed may have been one all the same. Waits for the
     * transaction, should it still be open at the database's side.
     */
    boolean isRecorded(Kept event, String handler) {
        return database.together(connection -> new Sql(
                                "SELECT state, handled_by FROM webhook_event WHERE seq = ? AND fence = ? FOR UPDATE",
                                event.seq(),
                                event.fence())
                        .query(
                                connection,
                                row -> row.getString(1).equals(EventState.DONE.name())
                                        || Texts.fromLines(row.getString(2)).contains(handler)))
                .contains(true);
    }

    /** Ends a run, in a transaction of whoever calls. Whether the event is still ours. */
    boolean end(Connection connection, Kept event, Ending ending) throws SQLException {
        return ended(event, ending).add(OURS, event.seq(), event.fence()).update(connection) == 1;
    }

    boolean end(Kept event, Ending ending) {
        return database.each(connection -> end(connection, event, ending));
    }

    /** Ends the runs of many events as done. */
    void allDone(Collection<Kept> events) {
        database.together(connection -> {
            allDone(connection, events);
            return true;
        });
    }

    void allDone(Connection connection, Collection<Kept> events) throws SQLException {
        for (Sql end : ends(events)) {
            end.update(connection);
        }
    }

    /** One statement for all that are alike, as nearly all are. */
    private List<Sql> ends(Collection<Kept> events) {
        return events.stream().collect(Collectors.groupingBy(Likeness::of)).values().stream()
                .map(alike -> ended(alike.get(0), done())
                        .add(
                                " WHERE fence = ? AND state = 'RUNNING' AND seq IN ",
                                alike.get(0).fence())
                        .in(alike.stream().map(Kept::seq).toList()))
                .toList();
    }

    /** What the rows of events that are done differ in, but for their numbers. */
    private record Likeness(long fence, List<String> handledBy) {
        static Likeness of(Kept event) {
            return new Likeness(event.fence(), event.handledBy());
        }
    }

    /** Without its condition. */
    private Sql ended(Kept event, Ending ending) {
        String lane = switch (ending.state()) {
            case DONE -> Integer.toString(Lanes.ENDED);
            case DEAD -> Integer.toString(Lanes.REMEMBERED);
            default -> "home";
        };
        String failure = ending.failure();
        return database.sql(
                "UPDATE webhook_event SET state = '" + ending.state() + "', lane = " + lane
                        + ", due_at = {now} + ?, handled_by = ?, gave_up = ?, failure = ?, node = NULL, changed_at = {now}",
                ending.due().toMillis(),
                lines(event.handledBy()),
                lines(event.gaveUp()),
                Sql.nullable(failure == null ? null : Texts.failure(failure), Types.VARCHAR));
    }

    private static Object lines(List<String> names) {
        return Sql.nullable(Texts.lines(names), Types.VARCHAR);
    }
}
