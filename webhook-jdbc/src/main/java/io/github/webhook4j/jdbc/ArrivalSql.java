package io.github.webhook4j.jdbc;

import io.github.webhook4j.jdbc.Insertion.Presence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Types;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements that put an event into the table unless it is there. */
final class ArrivalSql {

    /** A column that an event brings something for: its type in JDBC, and where the value comes from. */
    record Column(String name, int type, Function<Arrival, @Nullable Object> value) {}

    /** The last is relative to the database's time. */
    static final List<Column> BROUGHT = List.of(
            bytes("event_hash", Arrival::hash),
            text("endpoint", arrival -> arrival.event().endpoint()),
            text("event_key", arrival -> Texts.keepable(arrival.event().key())),
            text("event_id", arrival -> Texts.keepable(arrival.event().id())),
            text("event_type", arrival -> Texts.keepable(arrival.event().type())),
            text("state", arrival -> arrival.state().name()),
            number("home", arrival -> (long) arrival.home()),
            number("lane", arrival -> (long) arrival.lane()),
            bytes("order_key", Arrival::orderKey),
            number("occurred_at", arrival -> Kept.millis(arrival.event().occurredAt())),
            number("received_at", arrival -> arrival.event().receivedAt().toEpochMilli()),
            number("secret_index", arrival -> (long) arrival.event().secretIndex()),
            text("headers", arrival -> HeaderLines.write(arrival.event().headers())),
            bytes("body", arrival -> arrival.event().body()),
            number("due_at", arrival -> arrival.due().toMillis()));

    static final String COLUMNS = BROUGHT.stream().map(Column::name).collect(Collectors.joining(", "));
    static final String PLACES = "?, ".repeat(BROUGHT.size() - 1);

    /** What is the same for all, and to what. */
    static final String SET = "fence, attempts, runs, kept_at, changed_at";

    static final String TO = "1, 0, 1, {now}, {now}";

    private static final String ONE =
            "INSERT INTO webhook_event (" + COLUMNS + ", " + SET + ") VALUES (" + PLACES + "{now} + ?, " + TO + ")";

    private ArrivalSql() {}

    /** Commits events unless they are there; several at a time only where {@link Dialect#returnsRows}. */
    static List<Presence> insert(Connection connection, Dialect dialect, List<Arrival> arrivals) throws SQLException {
        return dialect.returnsRows()
                ? ArrivalsSql.insert(connection, dialect, arrivals)
                : List.of(insert(connection, dialect, arrivals.get(0)));
    }

    private static Presence insert(Connection connection, Dialect dialect, Arrival arrival) throws SQLException {
        try {
            Sql insert = new Sql(dialect.sql(ONE), values(arrival).toArray());
            return insert.update(connection) == 1 ? Presence.NEW : Presence.UNKNOWN;
        } catch (SQLException e) {
            if (isThere(e)) {
                return new Presence(false, state(connection, arrival));
            }
            throw e;
        }
    }

    static List<Object> values(Arrival arrival) {
        return BROUGHT.stream()
                .map(column -> Sql.nullable(column.value().apply(arrival), column.type()))
                .toList();
    }

    private static boolean isThere(SQLException e) {
        return e instanceof SQLIntegrityConstraintViolationException
                || (e.getSQLState() != null && e.getSQLState().startsWith("23"));
    }

    /** Waits for nobody, as an update would in MySQL. */
    private static @Nullable EventState state(Connection connection, Arrival arrival) throws SQLException {
        return new Sql("SELECT state FROM webhook_event WHERE event_hash = ?", (Object) arrival.hash())
                .query(connection, row -> EventState.valueOf(row.getString(1))).stream()
                        .findFirst()
                        .orElse(null);
    }

    private static Column bytes(String name, Function<Arrival, byte @Nullable []> value) {
        return new Column(name, Types.BINARY, value::apply);
    }

    private static Column text(String name, Function<Arrival, @Nullable Object> value) {
        return new Column(name, Types.VARCHAR, value);
    }

    private static Column number(String name, Function<Arrival, @Nullable Long> value) {
        return new Column(name, Types.BIGINT, value::apply);
    }
}
