package io.github.webhook4j.jdbc;

import io.github.webhook4j.jdbc.Insertion.Presence;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements that put events into the table unless they are there. */
final class ArrivalSql {

    /** A column that an event brings something for: its type in JDBC, and where the value comes from. */
    private record Column(int type, Function<Arrival, @Nullable Object> value) {}

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

    private static final String INTO =
            "INSERT INTO webhook_event (event_hash, endpoint, event_key, event_id, event_type, state,"
                    + " home, lane, due_at, order_key, occurred_at, received_at, secret_index, headers, body,"
                    + " fence, attempts, runs, kept_at, changed_at) VALUES ";

    private static final String VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, {now} + ?, ?, ?, ?, ?, ?, ?, 1, 0, 1, {now}, {now})";

    private static final byte[] NOTHING = {};

    private ArrivalSql() {}

    /** Commits events unless they are there; several at a time only where {@link Dialect#returnsRows}. */
    static List<Presence> insert(Connection connection, Dialect dialect, List<Arrival> arrivals) throws SQLException {
        return dialect.returnsRows()
                ? insertAll(connection, dialect, arrivals)
                : List.of(insertOne(connection, dialect, arrivals.get(0)));
    }

    /**
     * One statement, which needs no plan that the database may have made when the table was empty: an arbiter is always an index. A
     * batch would be as quick, but what the driver says of one that fails quotes the bodies.
     */
    private static List<Presence> insertAll(Connection connection, Dialect dialect, List<Arrival> arrivals)
            throws SQLException {
        String rows = VALUES + (", " + VALUES).repeat(Sql.places(arrivals.size()) - 1);
        String sql = dialect.sql(INTO + rows + " ON CONFLICT (event_hash) DO NOTHING RETURNING event_hash");
        Set<ByteBuffer> inserted = new HashSet<>(
                new Sql(sql, allValues(arrivals)).query(connection, row -> ByteBuffer.wrap(row.getBytes(1))));
        Map<ByteBuffer, EventState> there = states(
                connection,
                arrivals.stream()
                        .filter(arrival -> !inserted.contains(key(arrival)))
                        .toList());
        List<Presence> presences = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            // of equal ones only the first has been inserted
            boolean isNew = inserted.remove(key(arrival));
            presences.add(isNew ? Presence.NEW : new Presence(false, there.get(key(arrival))));
        }
        return presences;
    }

    /** The order of hashes keeps two statements from waiting for each other. The places that are left repeat the last event, unkept. */
    private static Object[] allValues(List<Arrival> arrivals) {
        List<Object> values = new ArrayList<>();
        arrivals.stream()
                .sorted(Comparator.comparing(Arrival::hash, Arrays::compare))
                .forEach(arrival -> values.addAll(values(arrival)));
        List<Object> last = new ArrayList<>(values.subList(values.size() - BROUGHT.size(), values.size()));
        last.set(BROUGHT.size() - 1, NOTHING);
        for (int place = arrivals.size(); place < Sql.places(arrivals.size()); place++) {
            values.addAll(last);
        }
        return values.toArray();
    }

    private static Presence insertOne(Connection connection, Dialect dialect, Arrival arrival) throws SQLException {
        try {
            Sql insert = new Sql(dialect.sql(INTO + VALUES), values(arrival).toArray());
            return insert.update(connection) == 1 ? Presence.NEW : Presence.UNKNOWN;
        } catch (SQLException e) {
            if (isThere(e)) {
                return new Presence(false, states(connection, List.of(arrival)).get(key(arrival)));
            }
            throw e;
        }
    }

    private static List<Object> values(Arrival arrival) {
        return BROUGHT.stream()
                .map(column -> Sql.nullable(column.value().apply(arrival), column.type()))
                .toList();
    }

    private static boolean isThere(SQLException e) {
        return e instanceof SQLIntegrityConstraintViolationException
                || (e.getSQLState() != null && e.getSQLState().startsWith("23"));
    }

    /** How far events are, without those that are not there. Waits for nobody, as an update would in MySQL. */
    private static Map<ByteBuffer, EventState> states(Connection connection, List<Arrival> arrivals)
            throws SQLException {
        Map<ByteBuffer, EventState> states = new HashMap<>();
        if (!arrivals.isEmpty()) {
            new Sql("SELECT event_hash, state FROM webhook_event WHERE event_hash IN ")
                    .in(arrivals.stream().map(Arrival::hash).toList())
                    .query(
                            connection,
                            row -> states.put(ByteBuffer.wrap(row.getBytes(1)), EventState.valueOf(row.getString(2))));
        }
        return states;
    }

    private static ByteBuffer key(Arrival arrival) {
        return ByteBuffer.wrap(arrival.hash());
    }

    private static Column bytes(Function<Arrival, byte @Nullable []> value) {
        return new Column(Types.BINARY, value::apply);
    }

    private static Column text(Function<Arrival, @Nullable Object> value) {
        return new Column(Types.VARCHAR, value);
    }

    private static Column number(Function<Arrival, @Nullable Long> value) {
        return new Column(Types.BIGINT, value::apply);
    }
}
