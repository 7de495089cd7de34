package io.github.webhook4j.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
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

    /** An event of a lane, with what decides whether it may run. */
    private record Candidate(Kept event, boolean due, boolean abandoned) {}

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
        String sql =
                database.dialect().sql("UPDATE webhook_lane SET leased_until = {now} + ? WHERE lane = ? AND epoch = ?");
        if (!lanes.isEmpty()) {
            database.together(connection -> Sql.batch(
                    connection,
                    sql,
                    lanes.stream()
                            .map(lane -> List.<@Nullable Object>of(lease.toMillis(), lane.number(), lane.epoch()))
                            .toList()));
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
                    : leases.taken(connection, runnable(connection, new Look(lane, endpoints, ordering, held)));
        });
    }

    /** A look through a lane. */
    private record Look(Lane lane, Collection<String> endpoints, Ordering ordering, Set<String> held) {}

    private List<Kept> runnable(Connection connection, Look look) throws SQLException {
        List<Kept> runnable = new ArrayList<>();
        long after = -1;
        for (int page = 0; page < PAGES && runnable.isEmpty(); page++) {
            List<Candidate> candidates = page(connection, look, after);
            choose(candidates, look, runnable);
            if (candidates.size() < PAGE) {
                break;
            }
            after = candidates.get(candidates.size() - 1).event().seq();
        }
        return unlocked(connection, runnable, look);
    }

    private List<Candidate> page(Connection connection, Look look, long after) throws SQLException {
        Sql sql = database.sql(
                        "SELECT " + Kept.COLUMNS + ", CASE WHEN due_at <= {now} THEN 1 ELSE 0 END AS due"
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
        return sql.add(" ORDER BY seq LIMIT ?", PAGE).query(connection, OrderedLeases::candidate);
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(
                Kept.of(row), row.getInt("due") == 1, row.getString("state").equals(EventState.RUNNING.name()));
    }

    /** An abandoned event may be what killed its node: it runs alone, or others would be counted as tried. */
    private static void choose(List<Candidate> candidates, Look look, List<Kept> runnable) {
        for (Candidate candidate : candidates) {
            String key = key(candidate.event());
            if (look.held().contains(key)) {
                continue;
            }
            if (!candidate.due()) {
                if (candidate.abandoned() || look.ordering().holdsUp(candidate.event())) {
                    look.held().add(key);
                }
            } else if (!candidate.abandoned()) {
                runnable.add(candidate.event());
            } else {
                if (runnable.isEmpty()) {
                    runnable.add(candidate.event());
                }
                return;
            }
            if (runnable.size() == MOST) {
                return;
            }
        }
    }

    /** A row that is locked is still being run by a node that has lost the lane: what comes behind it in its order waits for it. */
    private static List<Kept> unlocked(Connection connection, List<Kept> runnable, Look look) throws SQLException {
        if (runnable.isEmpty()) {
            return runnable;
        }
        List<Long> free = new Sql(
                        "SELECT seq FROM webhook_event WHERE lane = ? AND seq IN ",
                        look.lane().number())
                .in(runnable.stream().map(Kept::seq).toList())
                .add(" FOR UPDATE SKIP LOCKED")
                .query(connection, row -> row.getLong(1));
        List<Kept> taken = new ArrayList<>();
        for (Kept event : runnable) {
            if (!free.contains(event.seq())) {
                look.held().add(key(event));
            } else if (!look.held().contains(key(event))) {
                taken.add(event);
            }
        }
        return taken;
    }

    /** An event's key as text, which sets can hold. */
    static String key(Kept event) {
        byte[] key = event.orderKey();
        return key == null ? "" : HexFormat.of().formatHex(key);
    }
}
