package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a node that has lost its lease can still do: nothing that counts. */
@NeedsServers
class FenceTest {

    private final AtomicInteger calls = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void aNodeThatStallsBeforeItsTransactionRunsNothingThatAnotherHasTaken(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            CountDownLatch stalled = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            TransactionRunner slow = work -> {
                stalled.countDown();
                awaits(over);
                JdbcTransactions.of(pool).inTransaction(work);
            };
            Node first = new Node(
                    pool,
                    // it must not look again, and take its own event over
                    builder -> builder.transactions(slow).poll(Duration.ofHours(1)),
                    builder -> builder.on("*", (order, event) -> calls.addAndGet(1000)));
            first.deliver("1");
            stalled.await();
            expireLeases(pool);
            try (Node second = new Node(
                    pool, builder -> {}, builder -> builder.on("*", (order, event) -> calls.incrementAndGet()))) {
                second.awaitState("1", EventState.DONE);
                over.countDown();
                first.close();
                assertThat(calls).hasValue(1);
                assertThat(second.entry("1").attempts()).isEqualTo(2);
                assertThat(first.log).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void nobodyTakesAnEventWhoseTransactionIsOpenHoweverLongItTakes(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            Consumer<JdbcInbox.Builder> settings = builder -> builder.lease(Duration.ofSeconds(1));
            Consumer<Node.Builder> handler = builder -> builder.on("*", (order, event) -> {
                calls.incrementAndGet();
                running.countDown();
                over.await();
            });
            try (Node first = new Node(pool, settings, handler);
                    Node second = new Node(pool, settings, handler)) {
                first.deliver("1");
                running.await();
                Node.pause(2_500);
                assertThat(calls).hasValue(1);
                over.countDown();
                first.awaitState("1", EventState.DONE);
                assertThat(second.entry("1").attempts()).isEqualTo(1);
            }
            assertThat(calls).hasValue(1);
        }
    }

    /** The lease is much shorter than the handler. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void aLongHandlerKeepsItsLeaseWithoutATransaction(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            Consumer<JdbcInbox.Builder> settings =
                    builder -> builder.mode(HandlingMode.AT_LEAST_ONCE).lease(Duration.ofSeconds(1));
            Consumer<Node.Builder> handler = builder -> builder.on("*", (order, event) -> {
                calls.incrementAndGet();
                Node.pause(3_500);
            });
            try (Node first = new Node(pool, settings, handler);
                    Node second = new Node(pool, settings, handler)) {
                first.deliver("1");
                first.awaitState("1", EventState.DONE);
                assertThat(second.entry("1").attempts()).isEqualTo(1);
            }
            assertThat(calls).hasValue(1);
        }
    }

    /** As if the JVM had died in the handler: nobody settles anything. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void anEventThatKillsItsProcessEachTimeEndsDead(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            Leases leases = new Leases(new Database(pool), "a node that dies", Duration.ofMinutes(1));
            Node keeps = closed(pool);
            assertThat(keeps.deliver("1")).isEqualTo(200);
            assertThat(leases.take(List.of("shop"), 10, 1 << 20)).hasSize(1);
            for (int death = 2; death <= 4; death++) {
                expireLeases(pool);
                assertThat(leases.takeAbandoned(List.of("shop"))).isPresent();
            }
            expireLeases(pool);
            try (Node last = new Node(
                    pool, builder -> {}, builder -> builder.on("*", (order, event) -> calls.incrementAndGet()))) {
                last.awaitState("1", EventState.DEAD);
                assertThat(last.entry("1").failure()).contains("ended with its process");
                assertThat(calls).hasValue(0);
            }
        }
    }

    @Test
    void ofEventsWhoseNodeHasDiedOneRunsAtATime() throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            HikariDataSource pool = pools.fresh();
            Node keeps = closed(pool);
            for (int i = 0; i < 10; i++) {
                keeps.deliver("e" + i);
            }
            assertThat(new Leases(new Database(pool), "a node that dies", Duration.ofMinutes(1))
                            .take(List.of("shop"), 100, 1 << 20))
                    .hasSize(10);
            expireLeases(pool);
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            try (Node node = new Node(
                    pool,
                    builder -> {},
                    builder -> builder.on("*", (order, event) -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        Node.pause(20);
                        running.decrementAndGet();
                    }))) {
                node.awaitQuiet();
            }
            assertThat(most).hasValue(1);
        }
    }

    /** A node that keeps what it gets, and handles nothing. */
    static Node closed(HikariDataSource pool) {
        Node node = new Node(pool, builder -> {}, builder -> builder.on("*", (order, event) -> {}));
        node.close();
        return node;
    }

    static void expireLeases(HikariDataSource pool) {
        Node.run(pool, "UPDATE webhook_event SET due_at = 0 WHERE state = 'RUNNING'");
    }

    static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
