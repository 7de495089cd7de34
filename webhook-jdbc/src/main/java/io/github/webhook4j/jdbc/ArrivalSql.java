package io.github.webhook4j.jdbc;

import io.github.webhook4j.jdbc.Insertion.Presence;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
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
                    + " fence, attempts, runs, kept_at, changed_at) ";

    private static final String VALUES = "?, ?, ?, ?, ?, ?, ?, ?, {now} + ?, ?, ?, ?, ?, ?, ?, 1, 0, 1, {now}, {now}";

    private static final String ONE = INTO + "VALUES (" + VALUES + ")";

    /**
     * Needs no plan, which the database may have made when the table was empty: an arbiter is always an index. Not {@code VALUES},
     * which PostgreSQL's driver may be told to write anew for batches, and does not say any more then which rows were new.
     */
    private static final String UNLESS_THERE = INTO + "SELECT " + VALUES + " ON CONFLICT (event_hash) DO NOTHING";

    private ArrivalSql() {}

    /** Commits events unless they are there; several at a time only where {@link Dialect#insertsTogether}. */
    static List<Presence> insert(Connection connection, Dialect dialect, List<Arrival> arrivals) throws SQLException {
        return dialect.insertsTogether()
                ? insertAll(connection, dialect, arrivals)
                : List.of(insertOne(connection, dialect, arrivals.get(0)));
    }

    /** One message to the database, and one commit. The order of hashes keeps two of them from waiting for each other. */
    private static List<Presence> insertAll(Connection connection, Dialect dialect, List<Arrival> arrivals)
            throws SQLException {
        List<Integer> places = IntStream.range(0, arrivals.size())
                .boxed()
                .sorted(Comparator.comparing(place -> arrivals.get(place).hash(), Arrays::compare))
                .toList();
        int[] inserted = Sql.batch(
                connection,
                dialect.sql(UNLESS_THERE),
                places.stream().map(place -> values(arrivals.get(place))).toList());
        List<Presence> presences = new ArrayList<>(Collections.nCopies(arrivals.size(), Presence.NEW));
        List<Integer> others = IntStream.range(0, inserted.length)
                .filter(i -> inserted[i] != 1)
                .mapToObj(places::get)
                .toList();
        List<Presence> there =
                there(connection, others.stream().map(arrivals::get).toList());
        for (int i = 0; i < there.size(); i++) {
            presences.set(others.get(i), there.get(i));
        }
        return presences;
    }

    private static Presence insertOne(Connection connection, Dialect dialect, Arrival arrival) throws SQLException {
        try {
            return new Sql(dialect.sql(ONE), values(arrival).toArray()).update(connection) == 1
                    ? Presence.NEW
                    : Presence.UNKNOWN;
        } catch (SQLException e) {
            if (isThere(e)) {
                return there(connection, List.of(arrival)).get(0);
            }
            throw e;
        }
    }

    private static List<@Nullable Object> values(Arrival arrival) {
        List<@Nullable Object> values = new ArrayList<>(BROUGHT.size());
        for (Column column : BROUGHT) {
            values.add(Sql.nullable(column.value().apply(arrival), column.type()));
        }
        return values;
    }

    private static boolean isThere(SQLException e) {
        return e instanceof SQLIntegrityConstraintViolationException
                || (e.getSQLState() != null && e.getSQLState().startsWith("23"));
    }

    /** How far events are that were there. Waits for nobody, as an update would in MySQL. */
    private static List<Presence> there(Connection connection, List<Arrival> arrivals) throws SQLException {
        if (arrivals.isEmpty()) {
            return List.of();
        }
        Map<ByteBuffer, EventState> states = new HashMap<>();
        new Sql("SELECT event_hash, state FROM webhook_event WHERE event_hash IN ")
                .in(arrivals.stream().map(Arrival::hash).toList())
                .query(
                        connection,
                        row -> states.put(ByteBuffer.wrap(row.getBytes(1)), EventState.valueOf(row.getString(2))));
        return arrivals.stream()
                .map(arrival -> new Presence(false, states.get(ByteBuffer.wrap(arrival.hash()))))
                .toList();
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
