package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.Delivery;
import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import io.github.webhook4j.databases.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many deliveries at the same moment, which PostgreSQL keeps in groups. */
@NeedsServers
class CrowdTest {

    private static final int DELIVERIES = 40;

    /** What became of deliveries that were made at the same moment. */
    private static List<Integer> delivered(Node node, IntFunction<String> ids) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(DELIVERIES);
        CyclicBarrier together = new CyclicBarrier(DELIVERIES);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < DELIVERIES; i++) {
                String id = ids.apply(i);
                answers.add(senders.submit(() -> {
                    together.await();
                    return node.deliver(id);
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            senders.shutdownNow();
        }
    }

    private static List<String> kept(HikariDataSource pool) {
        return Node.ask(pool, "SELECT event_id FROM webhook_event");
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void eachOfThemIsKeptOnce(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            Node node = FenceTest.closed(pool);
            for (int round = 0; round < 20; round++) {
                int first = round * DELIVERIES;
                assertThat(delivered(node, number -> "e" + (first + number))).containsOnly(200);
            }
            assertThat(kept(pool)).hasSize(20 * DELIVERIES).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void theSameEventManyTimesIsKeptOnce(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            Node node = FenceTest.closed(pool);
            for (int round = 0; round < 10; round++) {
                String id = "e" + round;
                assertThat(delivered(node, number -> id)).containsOnly(200);
            }
            assertThat(kept(pool)).hasSize(10).doesNotHaveDuplicates();
        }
    }

    /** With that, the driver says of a batch only that it went well. */
    @Test
    void whichOfThemAreNewIsKnownWhenTheDriverRewritesBatches() throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            pools.fresh().close();
            TestDatabase database = pools.databases().get(0);
            Queue<Delivery.Outcome> outcomes = new ConcurrentLinkedQueue<>();
            try (HikariDataSource rewriting = new HikariDataSource()) {
                rewriting.setJdbcUrl(database.url() + "?reWriteBatchedInserts=true");
                rewriting.setUsername(database.user());
                rewriting.setPassword(database.password());
                Node node = new Node(
                        rewriting,
                        builder -> {},
                        builder -> builder.on("*", (order, event) -> {})
                                .endpoint()
                                .listener(new EndpointListener() {
                                    @Override
                                    public void answered(Delivery delivery) {
                                        outcomes.add(delivery.outcome());
                                    }
                                }));
                node.close();
                for (int round = 0; round < 5; round++) {
                    int first = round * DELIVERIES;
                    delivered(node, number -> "e" + (first + number));
                }
            }
            assertThat(outcomes).hasSize(5 * DELIVERIES).containsOnly(Delivery.Outcome.KEPT);
        }
    }

    /** What was planned for an empty table would read all that comes into it for each statement, until it is planned anew. */
    @Test
    void aTableThatHasBeenEmptiedIsNotTakenForAnEmptyOne() throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            HikariDataSource pool = pools.fresh();
            Node node = FenceTest.closed(pool);
            for (int round = 0; round < 10; round++) {
                int first = round * DELIVERIES;
                delivered(node, number -> "e" + (first + number));
            }
            Node.run(
                    pool,
                    "INSERT INTO webhook_key (event_hash) SELECT sha256(n::text::bytea) FROM generate_series(1, 5000) n");
            Node.run(pool, "DELETE FROM webhook_event");
            Node.run(pool, "DELETE FROM webhook_key");
            Node.run(pool, "VACUUM ANALYZE webhook_event, webhook_key");
            String plan = String.join(
                    "\n",
                    Node.ask(
                            pool,
                            "EXPLAIN SELECT hash, (SELECT state FROM webhook_event WHERE seq = (SELECT seq FROM webhook_key"
                                    + " WHERE event_hash = hash)) FROM (VALUES ('a'::bytea), ('b')) AS brought (hash)"));
            assertThat(plan).contains("Index").doesNotContain("Seq Scan");
        }
    }

    @Test
    void anEventThatTheDatabaseRefusesIsTheOnlyOneRefused() throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            HikariDataSource pool = pools.fresh();
            Node node = FenceTest.closed(pool);
            Node.run(pool, "ALTER TABLE webhook_event ADD CHECK (event_id <> 'refused')");
            List<Integer> statuses = delivered(node, number -> number == 7 ? "refused" : "e" + number);
            assertThat(statuses.get(7)).isEqualTo(503);
            assertThat(statuses).containsOnlyOnce(503);
            assertThat(Collections.frequency(statuses, 200)).isEqualTo(DELIVERIES - 1);
            assertThat(kept(pool)).hasSize(DELIVERIES - 1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void noMoreBodiesAreTakenThanFitIntoMemory(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            delivered(FenceTest.closed(pool), number -> "e" + number);
            List<String> shop = List.of("shop");
            Leases leases = new Leases(new Database(pool), "a node", Duration.ofMinutes(1));
            long size = Long.parseLong(Node.ask(pool, "SELECT MAX(OCTET_LENGTH(body)) FROM webhook_event")
                    .get(0));
            assertThat(leases.take(shop, 100, 1)).hasSize(1);
            assertThat(leases.take(shop, 100, size * 5)).hasSizeBetween(4, 5);
            assertThat(leases.take(shop, 3, size * 5)).hasSize(3);
            assertThat(leases.take(shop, 100, size * 100)).hasSizeBetween(31, 32);
        }
    }

    /** Or who looks for what has been abandoned would go through all that waits. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void whatIsLeasedIsNotAmongWhatWaitsUntilItIsGivenBack(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            delivered(FenceTest.closed(pool), number -> "e" + number);
            Leases leases = new Leases(new Database(pool), "a node", Duration.ofMinutes(1));
            List<Kept> leased = leases.take(List.of("shop"), 10, Long.MAX_VALUE);
            String waiting = "SELECT event_id FROM webhook_event WHERE lane = " + Lanes.ANY_ORDER;
            assertThat(leased).hasSize(10);
            assertThat(Node.ask(pool, waiting)).hasSize(DELIVERIES - 10);
            leases.giveBack(leased);
            assertThat(Node.ask(pool, waiting)).hasSize(DELIVERIES);
            assertThat(leases.takeAbandoned(List.of("shop"))).isEmpty();
            leases.take(List.of("shop"), 1, Long.MAX_VALUE);
            Node.run(pool, "UPDATE webhook_event SET due_at = 0");
            assertThat(leases.takeAbandoned(List.of("shop"))).isPresent();
            assertThat(leases.takeAbandoned(List.of("shop"))).isEmpty();
        }
    }
}
