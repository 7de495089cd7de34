package io.github.webhook4j.jdbc;

import io.github.webhook4j.jdbc.Insertion.Presence;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The statements that put several events into PostgreSQL's tables unless they are there. A server keeps the plan of a statement that
 * comes often, perhaps one that was made when the tables were empty; these look up each event by itself, for which an index
 * is the better plan as soon as the tables have a few pages.
 */
final class ArrivalsSql {

    private static final String COLUMNS = ArrivalSql.COLUMNS;

    private ArrivalsSql() {}

    /** One statement for those that are new. A batch would be as quick, but what the driver says of one that fails quotes the bodies. */
    static List<Presence> insert(Connection connection, Dialect dialect, List<Arrival> arrivals) throws SQLException {
        // the order of hashes keeps two statements from waiting for each other
        Map<ByteBuffer, Arrival> different = new TreeMap<>();
        arrivals.forEach(arrival -> different.putIfAbsent(key(arrival), arrival));
        Sql insert = new Sql(dialect.sql(insertion(Sql.places(different.size()))), values(different.values()));
        Set<ByteBuffer> inserted = new HashSet<>(insert.query(connection, row -> ByteBuffer.wrap(row.getBytes(1))));
        different.keySet().removeAll(inserted);
        Map<ByteBuffer, EventState> there = states(connection, different.keySet());
        different.keySet().removeAll(there.keySet());
        forget(connection, different.keySet());
        List<Presence> presences = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            // of equal ones only the first has been inserted
            boolean isNew = inserted.remove(key(arrival));
            presences.add(isNew ? Presence.NEW : new Presence(false, there.get(key(arrival))));
        }
        return presences;
    }

    private static String insertion(int places) {
        String row = "(" + ArrivalSql.PLACES + "?)";
        return "WITH brought (" + COLUMNS + ") AS (VALUES " + row + (", " + row).repeat(places - 1) + "),"
                + " known AS (INSERT INTO webhook_key (event_hash)"
                + " SELECT event_hash FROM brought WHERE event_hash IS NOT NULL"
                + " ON CONFLICT (event_hash) DO NOTHING RETURNING event_hash, seq)"
                + " INSERT INTO webhook_event (" + COLUMNS + ", " + ArrivalSql.SET + ", seq)"
                + " SELECT " + COLUMNS.replace("due_at", "{now} + due_at") + ", " + ArrivalSql.TO + ", seq"
                + " FROM known JOIN brought USING (event_hash) RETURNING event_hash";
    }

    /** The places that are left stay empty. */
    private static Object[] values(Collection<Arrival> arrivals) {
        List<Object> values = new ArrayList<>();
        arrivals.forEach(arrival -> values.addAll(ArrivalSql.values(arrival)));
        for (int place = arrivals.size(); place < Sql.places(arrivals.size()); place++) {
            ArrivalSql.BROUGHT.forEach(column -> values.add(Sql.nullable(null, column.type())));
        }
        return values.toArray();
    }

    /** How far events are, without those that are not there. */
    private static Map<ByteBuffer, EventState> states(Connection connection, Collection<ByteBuffer> hashes)
            throws SQLException {
        Map<ByteBuffer, EventState> states = new HashMap<>();
        if (!hashes.isEmpty()) {
            new Sql("SELECT hash, (SELECT state FROM webhook_event WHERE seq ="
                            + " (SELECT seq FROM webhook_key WHERE event_hash = hash)) FROM (VALUES ")
                    .rows(arrays(hashes))
                    .add(") AS brought (hash)")
                    .query(connection, row -> remember(states, row));
        }
        return states;
    }

    private static boolean remember(Map<ByteBuffer, EventState> states, ResultSet row) throws SQLException {
        String state = row.getString(2);
        return state != null && states.put(ByteBuffer.wrap(row.getBytes(1)), EventState.valueOf(state)) == null;
    }

    /** Keys whose events somebody has removed by hand: the next try keeps them anew. */
    private static void forget(Connection connection, Collection<ByteBuffer> hashes) throws SQLException {
        if (!hashes.isEmpty()) {
            new Sql("DELETE FROM webhook_key WHERE NOT EXISTS (SELECT 1 FROM webhook_event"
                            + " WHERE webhook_event.seq = webhook_key.seq) AND event_hash IN ")
                    .in(arrays(hashes))
                    .update(connection);
        }
    }

    private static List<byte[]> arrays(Collection<ByteBuffer> hashes) {
        return hashes.stream().map(ByteBuffer::array).toList();
    }

    private static ByteBuffer key(Arrival arrival) {
        return ByteBuffer.wrap(arrival.hash());
    }
}
