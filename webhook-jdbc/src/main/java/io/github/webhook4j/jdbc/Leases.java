package io.github.webhook4j.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Takes events that are due, for as long as this node lives and a while longer. */
final class Leases {

    private static final String LEASED = Integer.toString(Lanes.LEASED);

    private final Database database;
    private final String node;
    private final Duration lease;

    Leases(Database database, String node, Duration lease) {
        this.database = database;
        this.node = node;
        this.lease = lease;
    }

    /**
     * Takes events that may run in any order, those that have waited longest first.
     *
     * @param most how many
     * @param bytes how large their bodies may be together; one is taken whatever its size
     */
    List<Kept> take(Collection<String> endpoints, int most, long bytes) {
        return database.together(connection -> {
            List<Due> due = due(Lanes.ANY_ORDER, endpoints, most).query(connection, Due::of);
            return lease(connection, fitting(due, bytes), LEASED);
        });
    }

    /** An event's number, and the size of its body. */
    private record Due(long seq, long bytes) {
        static Due of(ResultSet row) throws SQLException {
            return new Due(row.getLong(1), row.getLong(2));
        }
    }

    private static List<Long> fitting(List<Due> due, long bytes) {
        List<Long> numbers = new ArrayList<>();
        long together = 0;
        for (Due event : due) {
            together += event.bytes();
            if (!numbers.isEmpty() && together > bytes) {
                break;
            }
            numbers.add(event.seq());
        }
        return numbers;
    }

    /**
     * Takes one event whose node has died, or has lost its lease. One only, because it may be the event that killed the node, and
     * others that run beside it would be counted as tried.
     */
    Optional<Kept> takeAbandoned(Collection<String> endpoints) {
        return database
                .together(connection -> {
                    List<Due> due = due(Lanes.LEASED, endpoints, 1).query(connection, Due::of);
                    return lease(connection, due.stream().map(Due::seq).toList(), LEASED);
                })
                .stream()
                .findFirst();
    }

    /** The lane is part of the text, because plans depend on it. */
    private Sql due(int lane, Collection<String> endpoints, int most) {
        return database.sql("SELECT seq, OCTET_LENGTH(body) FROM webhook_event WHERE lane = " + lane
                        + " AND due_at <= {now} AND endpoint IN ")
                .in(endpoints)
                .add(" ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED", most);
    }

    /** Takes rows of a lane that keeps an order, which this transaction has locked, and returns them in the same order. */
    List<Kept> lease(Connection connection, List<Long> numbers) throws SQLException {
        return lease(connection, numbers, "lane");
    }

    private List<Kept> lease(Connection connection, List<Long> numbers, String lane) throws SQLException {
        if (numbers.isEmpty()) {
            return List.of();
        }
        Sql update = database.sql(
                        "UPDATE webhook_event SET state = 'RUNNING', due_at = {now} + ?, fence = fence + 1,"
                                + " attempts = attempts + 1, node = ?, changed_at = {now}, lane = " + lane
                                + " WHERE seq IN ",
                        lease.toMillis(),
                        node)
                .in(numbers);
        Map<Long, Kept> rows = new HashMap<>();
        rows(connection, update, numbers).forEach(row -> rows.put(row.seq(), row));
        return numbers.stream().map(rows::get).filter(Objects::nonNull).toList();
    }

    private List<Kept> rows(Connection connection, Sql update, List<Long> numbers) throws SQLException {
        if (database.dialect().returnsRows()) {
            return update.add(" RETURNING " + Kept.COLUMNS).query(connection, Kept::of);
        }
        update.update(connection);
        return new Sql("SELECT " + Kept.COLUMNS + " FROM webhook_event WHERE seq IN ")
                .in(numbers)
                .query(connection, Kept::of);
    }

    /** Holds on to events for longer. Those that are locked are in a transaction of this node, which holds them better. */
    void renew(Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        database.together(connection -> {
            List<Long> free = new Sql(
                            "SELECT seq FROM webhook_event WHERE state = 'RUNNING' AND node = ? AND seq IN ", node)
                    .in(numbers)
                    .add(" FOR UPDATE SKIP LOCKED")
                    .query(connection, row -> row.getLong(1));
            return free.isEmpty()
                    ? 0
                    : database.sql("UPDATE webhook_event SET due_at = {now} + ? WHERE seq IN ", lease.toMillis())
                            .in(free)
                            .update(connection);
        });
    }

    /** Gives events back that have not been run, for any node to take at once. */
    void giveBack(Collection<Kept> events) {
        if (events.isEmpty()) {
            return;
        }
        List<Sql> returns = events.stream()
                .map(event -> database.sql(
                        "UPDATE webhook_event SET state = 'WAITING', lane = home, due_at = {now}, attempts = attempts - 1, node = NULL,"
                                + " changed_at = {now} WHERE seq = ? AND fence = ? AND state = 'RUNNING'",
                        event.seq(),
                        event.fence()))
                .toList();
        database.together(connection -> Sql.batch(connection, returns));
    }
}
