package io.github.webhook4j.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes lanes, and of a lane the events that may run now. A lane is handled by one node at a time; its epoch, compared when
 * events are taken, keeps a node that has lost it from taking more.
 */
final class OrderedLeases {

    /** How many events are looked at in one go, and how many are taken at most. */
    private static final int PAGE = 200;

    private static final int MOST = 32;

    /** How far a lane is looked through for events whose keys are not held up. */
    private static final int PAGES = 50;

    /** A lane under lease. */
    record Lane(int number, long epoch) {}

    /** An event of a lane: what decides whether it may run. */
    private record Candidate(long seq, String key, int attempts, boolean due, boolean abandoned) {

        static final String COLUMNS =
                "seq, order_key, attempts, state, CASE WHEN due_at <= {now} THEN 1 ELSE 0 END AS due";

        static Candidate of(ResultSet row) throws SQLException {
            return new Candidate(
                    row.getLong("seq"),
                    OrderedLeases.key(row.getBytes("order_key")),
                    row.getInt("attempts"),
                    row.getInt("due") == 1,
                    row.getString("state").equals(EventState.RUNNING.name()));
        }

        /** Whether what comes behind it in its order has to wait for it. */
        boolean holdsUp(Ordering ordering) {
            return abandoned || ordering.holdsUp(attempts);
        }
    }

    private final Database database;
    private final Leases leases;
    private final String node;
    private final Duration lease;

    OrderedLeases(Database database, Leases leases, String node, Duration lease) {
        this.database = database;
        this.leases = leases;
        this.node = node;
        this.lease = lease;
    }

    /** Takes lanes that have something to do, those that have waited longest first. */
    List<Lane> takeLanes(Collection<String> endpoints, int most) {
        return database.together(connection -> {
            List<Lane> free = database.sql("SELECT lane, epoch FROM webhook_lane WHERE leased_until <= {now} AND EXISTS"
                            + " (SELECT 1 FROM webhook_event WHERE webhook_event.lane = webhook_lane.lane AND due_at <= {now}"
                            + " AND endpoint IN ")
                    .in(endpoints)
                    .add(") ORDER BY leased_until LIMIT ? FOR UPDATE SKIP LOCKED", most)
                    .query(connection, row -> new Lane(row.getInt(1), row.getLong(2) + 1));
            if (!free.isEmpty()) {
                database.sql(
                                "UPDATE webhook_lane SET epoch = epoch + 1, node = ?, leased_until = {now} + ? WHERE lane IN ",
                                node,
                                lease.toMillis())
                        .in(free.stream().map(Lane::number).toList())
                        .update(connection);
            }
            return free;
        });
    }

    void renew(Collection<Lane> lanes) {
        List<Sql> renewals = lanes.stream()
                .map(lane -> database.sql(
                        "UPDATE webhook_lane SET leased_until = {now} + ? WHERE lane = ? AND epoch = ?",
                        lease.toMillis(),
                        lane.number(),
                        lane.epoch()))
                .toList();
        if (!renewals.isEmpty()) {
            database.together(connection -> Sql.batch(connection, renewals));
        }
    }

    /** Gives a lane back, for others to take after a pause. */
    void giveBack(Lane lane, Duration pause) {
        database.each(connection -> database.sql(
                        "UPDATE webhook_lane SET leased_until = {now} + ?, node = NULL WHERE lane = ? AND epoch = ?",
                        pause.toMillis(),
                        lane.number(),
                        lane.epoch())
                .update(connection));
    }

    /**
     * Takes events of a lane in their order.
     *
     * @param lane the lane
     * @param endpoints the endpoints that this node handles
     * @param ordering says whether an event that waits holds up others
     * @param held the keys whose next event may not run yet; more are added
     * @return the events; none if there is nothing to do, or the lane is another node's
     */
    List<Kept> take(Lane lane, Collection<String> endpoints, Ordering ordering, Set<String> held) {
        return database.together(connection -> {
            List<Long> ours = new Sql(
                            "SELECT epoch FROM webhook_lane WHERE lane = ? AND epoch = ? FOR UPDATE",
                            lane.number(),
                            lane.epoch())
                    .query(connection, row -> row.getLong(1));
            return ours.isEmpty()
                    ? List.of()
                    : leases.lease(connection, runnable(connection, new Look(lane, endpoints, ordering, held)));
        });
    }

    /** A look through a lane. */
    private record Look(Lane lane, Collection<String> endpoints, Ordering ordering, Set<String> held) {}

    private List<Long> runnable(Connection connection, Look look) throws SQLException {
        List<Candidate> runnable = new ArrayList<>();
        long after = -1;
        for (int page = 0; page < PAGES && runnable.isEmpty(); page++) {
            List<Candidate> candidates = page(connection, look, after);
            choose(candidates, look, runnable);
            if (candidates.size() < PAGE) {
                break;
            }
            after = candidates.get(candidates.size() - 1).seq();
        }
        return locked(connection, runnable, look);
    }

    private List<Candidate> page(Connection connection, Look look, long after) throws SQLException {
        Sql sql = database.sql(
                        "SELECT " + Candidate.COLUMNS
                                + " FROM webhook_event WHERE lane = ? AND seq > ? AND endpoint IN ",
                        look.lane().number(),
                        after)
                .in(look.endpoints());
        if (!look.held().isEmpty()) {
            sql.add(" AND order_key NOT IN ")
                    .in(look.held().stream()
                            .limit(PAGE)
                            .map(HexFormat.of()::parseHex)
                            .toList());
        }
        return sql.add(" ORDER BY seq LIMIT ?", PAGE).query(connection, Candidate::of);
    }

    /** An abandoned event may be what killed its node: it runs alone, or others would be counted as tried. */
    private static void choose(List<Candidate> candidates, Look look, List<Candidate> runnable) {
        for (Candidate candidate : candidates) {
            if (look.held().contains(candidate.key())) {
                continue;
            }
            if (!candidate.due()) {
                if (candidate.holdsUp(look.ordering())) {
                    look.held().add(candidate.key());
                }
            } else if (!candidate.abandoned()) {
                runnable.add(candidate);
            } else {
                if (runnable.isEmpty()) {
                    runnable.add(candidate);
                }
                return;
            }
            if (runnable.size() == MOST) {
                return;
            }
        }
    }

    /**
     * Locks what may run and looks at it again: a node that has lost the lane may have ended a run since. A row that is locked is
     * still being run by such a node: what comes behind it in its order waits for it.
     */
    private List<Long> locked(Connection connection, List<Candidate> runnable, Look look) throws SQLException {
        if (runnable.isEmpty()) {
            return List.of();
        }
        Map<Long, Candidate> rows = new HashMap<>();
        database.sql(
                        "SELECT " + Candidate.COLUMNS + " FROM webhook_event WHERE lane = ? AND seq IN ",
                        look.lane().number())
                .in(runnable.stream().map(Candidate::seq).toList())
                .add(" FOR UPDATE SKIP LOCKED")
                .query(connection, row -> rows.put(row.getLong("seq"), Candidate.of(row)));
        List<Long> taken = new ArrayList<>();
        for (Candidate candidate : runnable) {
            Candidate row = rows.get(candidate.seq());
            if (look.held().contains(candidate.key())) {
                continue;
            }
            if (row != null && row.due()) {
                taken.add(row.seq());
            } else if (row == null || row.holdsUp(look.ordering())) {
                look.held().add(candidate.key());
            }
        }
        return taken;
    }

    /** An event's key as text, which sets can hold. */
    static String key(byte @Nullable [] orderKey) {
        return orderKey == null ? "" : HexFormat.of().formatHex(orderKey);
    }
}
