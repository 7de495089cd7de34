package io.github.webhook4j.jdbc;

import io.github.webhook4j.jdbc.Insertion.Presence;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements that put events into the table unless they are there. */
final class ArrivalSql {

    /** A column that an event brings something for: its names in SQL and JDBC, and where the value comes from. */
    private record Column(
            String array, int type, IntFunction<Object[]> values, Function<Arrival, @Nullable Object> value) {}

    /** In the order of the statements. */
    private static final List<Column> BROUGHT = List.of(
            bytes(Arrival::hash),
            text(arrival -> arrival.event().endpoint()),
            text(arrival -> Texts.keepable(arrival.event().key())),
            text(arrival -> Texts.keepable(arrival.event().id())),
            text(arrival -> Texts.keepable(arrival.event().type())),
            text(arrival -> arrival.state().name()),
            number(arrival -> (long) arrival.home()),
            number(arrival -> (long) arrival.lane()),
            number(arrival -> arrival.due().toMillis()),
            bytes(Arrival::orderKey),
            number(arrival -> Kept.millis(arrival.event().occurredAt())),
            number(arrival -> arrival.event().receivedAt().toEpochMilli()),
            number(arrival -> (long) arrival.event().secretIndex()),
            text(arrival -> HeaderLines.write(arrival.event().headers())),
            bytes(arrival -> arrival.event().body()));

    private static final String COLUMNS =
            "event_hash, endpoint, event_key, event_id, event_type, state, home, lane, due_at,"
                    + " order_key, occurred_at, received_at, secret_index, headers, body,"
                    + " fence, attempts, runs, kept_at, changed_at";

    private static final String ONE = "INSERT INTO webhook_event (" + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, {now} + ?, ?, ?, ?, ?, ?, ?, 1, 0, 1, {now}, {now})";

    private static final String ARRAYS = BROUGHT.stream()
            .map(column -> "(SELECT ?::" + column.array() + "[])")
            .collect(Collectors.joining(", "));

    /**
     * The events come as one array for each column, so that the statement is the same for any number of them. Each array is in a
     * query of its own, or the database would see its length, think that it matters, and plan the statement each time. The query
     * for {@code there} is no join, which would be planned by how many rows there were when nobody had kept any yet. The order
     * of hashes keeps two such statements from waiting for each other.
     */
    private static final String TOGETHER = """
            WITH arriving AS MATERIALIZED (
                SELECT a.*, (SELECT e.state FROM webhook_event e WHERE e.event_hash = a.event_hash) AS there
                FROM unnest(%s) WITH ORDINALITY
                    AS a(event_hash, endpoint, event_key, event_id, event_type, state, home, lane, due,
                        order_key, occurred_at, received_at, secret_index, headers, body, place)
            ), inserted AS (
                INSERT INTO webhook_event (%s)
                SELECT event_hash, endpoint, event_key, event_id, event_type, state, home, lane, {now} + due,
                    order_key, occurred_at, received_at, secret_index, headers, body, 1, 0, 1, {now}, {now}
                FROM arriving WHERE there IS NULL ORDER BY event_hash
                ON CONFLICT (event_hash) DO NOTHING
                RETURNING event_hash
            )
            SELECT there, inserted.event_hash IS NOT NULL AS is_new
            FROM arriving LEFT JOIN inserted ON inserted.event_hash = arriving.event_hash ORDER BY place
            """.formatted(ARRAYS, COLUMNS);

    private ArrivalSql() {}

    /** Commits events unless they are there; several at a time only where {@link Dialect#insertsTogether}. */
    static List<Presence> insert(Connection connection, Dialect dialect, List<Arrival> arrivals) throws SQLException {
        return dialect.insertsTogether()
                ? insertAll(connection, dialect, arrivals)
                : List.of(insertOne(connection, dialect, arrivals.get(0)));
    }

    private static List<Presence> insertAll(Connection connection, Dialect dialect, List<Arrival> arrivals)
            throws SQLException {
        List<Presence> found = new Sql(dialect.sql(TOGETHER), columns(connection, arrivals))
                .query(
                        connection,
                        row -> row.getBoolean("is_new")
                                ? Presence.NEW
                                : new Presence(false, state(row.getString("there"))));
        Set<ByteBuffer> seen = new HashSet<>();
        List<Presence> presences = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            boolean first = seen.add(ByteBuffer.wrap(arrivals.get(i).hash()));
            presences.add(first ? found.get(i) : Presence.UNKNOWN);
        }
        return presences;
    }

    private static Object[] columns(Connection connection, List<Arrival> arrivals) throws SQLException {
        Object[] arrays = new Object[BROUGHT.size()];
        for (int i = 0; i < arrays.length; i++) {
            Column column = BROUGHT.get(i);
            Object[] values = arrivals.stream().map(column.value()).toArray(column.values());
            arrays[i] = connection.createArrayOf(column.array(), values);
        }
        return arrays;
    }

    private static Presence insertOne(Connection connection, Dialect dialect, Arrival arrival) throws SQLException {
        Object[] values = BROUGHT.stream()
                .map(column -> Sql.nullable(column.value().apply(arrival), column.type()))
                .toArray();
        try {
            return new Sql(dialect.sql(ONE), values).update(connection) == 1 ? Presence.NEW : Presence.UNKNOWN;
        } catch (SQLException e) {
            if (isThere(e)) {
                return new Presence(false, state(connection, arrival.hash()));
            }
            throw e;
        }
    }

    private static boolean isThere(SQLException e) {
        return e instanceof SQLIntegrityConstraintViolationException
                || (e.getSQLState() != null && e.getSQLState().startsWith("23"));
    }

    /** How far an event is, or {@code null} if it is not there any more. Waits for nobody, as an update would in MySQL. */
    private static @Nullable EventState state(Connection connection, byte[] hash) throws SQLException {
        List<String> states = new Sql("SELECT state FROM webhook_event WHERE event_hash = ?", (Object) hash)
                .query(connection, row -> row.getString(1));
        return states.isEmpty() ? null : EventState.valueOf(states.get(0));
    }

    private static @Nullable EventState state(@Nullable String name) {
        return name == null ? null : EventState.valueOf(name);
    }

    private static Column bytes(Function<Arrival, byte @Nullable []> value) {
        return new Column("bytea", Types.BINARY, byte[][]::new, value::apply);
    }

    private static Column text(Function<Arrival, @Nullable Object> value) {
        return new Column("text", Types.VARCHAR, String[]::new, value);
    }

    private static Column number(Function<Arrival, @Nullable Long> value) {
        return new Column("int8", Types.BIGINT, Long[]::new, value::apply);
    }
}
