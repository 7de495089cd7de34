package io.github.webhook4j.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes events that are due, for as long as this node lives and a while longer. */
final class Leases {

    private final Database database;
    private final String node;
    private final Duration lease;

    Leases(Database database, String node, Duration lease) {
        this.database = database;
        this.node = node;
        this.lease = lease;
    }

    /** Takes events that may run in any order, those that have waited longest first. */
    List<Kept> take(Collection<String> endpoints, int most) {
        return database.together(
                connection -> taken(connection, due("WAITING", endpoints, most).query(connection, Kept::of)));
    }

    /**
     * Takes one event whose node has died, or has lost its lease. One only, because it may be the event that killed the node, and
     * others that run beside it would be counted as tried.
     */
    Optional<Kept> takeAbandoned(Collection<String> endpoints) {
        return database
                .together(connection ->
                        taken(connection, due("RUNNING", endpoints, 1).query(connection, Kept::of)))
                .stream()
                .findFirst();
    }

    private Sql due(String state, Collection<String> endpoints, int most) {
        return database.sql("SELECT " + Kept.COLUMNS
                        + " FROM webhook_event WHERE lane = -1 AND due_at <= {now} AND state = '" + state
                        + "' AND endpoint IN ")
                .in(endpoints)
                .add(" ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED", most);
    }

    /** Takes rows that this transaction has locked. */
    List<Kept> taken(Connection connection, List<Kept> rows) throws SQLException {
        if (!rows.isEmpty()) {
            database.sql(
                            "UPDATE webhook_event SET state = 'RUNNING', due_at = {now} + ?, fence = fence + 1,"
                                    + " attempts = attempts + 1, node = ?, changed_at = {now} WHERE seq IN ",
                            lease.toMillis(),
                            node)
                    .in(rows.stream().map(Kept::seq).toList())
                    .update(connection);
        }
        return rows.stream().map(Kept::leased).toList();
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
        String sql = database.dialect()
                .sql("UPDATE webhook_event SET state = 'WAITING', due_at = {now}, attempts = attempts - 1, node = NULL,"
                        + " changed_at = {now} WHERE seq = ? AND fence = ? AND state = 'RUNNING'");
        database.together(connection -> Sql.batch(
                connection,
                sql,
                events.stream()
                        .map(event -> List.<@Nullable Object>of(event.seq(), event.fence()))
                        .toList()));
    }
}
