package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens between two statements, and what handlers and pools do that they had better not. */
@NeedsServers
class SeldomTest {

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    private int call(String id) {
        return calls.merge(id, 1, Integer::sum);
    }

    /** As housekeeping or an administrator may: what was there is gone between two statements of a delivery. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void anEventThatIsPurgedWhileItIsDeliveredAgainIsKept(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            AtomicBoolean inserted = new AtomicBoolean();
            AtomicBoolean purge = new AtomicBoolean();
            Between purging = new Between() {
                @Override
                public void before(String call) {
                    if (call.contains("INSERT INTO webhook_event")) {
                        inserted.set(true);
                    } else if (!call.equals("close") && inserted.get() && purge.compareAndSet(true, false)) {
                        Node.run(pool, "DELETE FROM webhook_event");
                    }
                }
            };
            try (Node node = new Node(
                    Between.on(pool, purging),
                    builder -> builder.retries(RetrySchedule.of()),
                    builder -> builder.on("*", (order, event) -> {
                        if (call(event.id()) == 1) {
                            throw new IllegalStateException("on purpose");
                        }
                    }))) {
                node.deliver("1");
                node.awaitState("1", EventState.DEAD);
                node.inbox.close();
                inserted.set(false);
                purge.set(true);
                assertThat(node.deliver("1")).isEqualTo(200);
                assertThat(purge).isFalse();
                assertThat(node.entry("1").state()).isEqualTo(EventState.WAITING);
            }
        }
    }

    /** As MariaDB does now and then with one of two that wait for each other: the only try that there is, is not used up. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void aDeadlockOverTheRecordIsNoTryOfTheEvent(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            Node.run(pool, "CREATE TABLE effect (id VARCHAR(100) NOT NULL)");
            AtomicBoolean deadlock = new AtomicBoolean(true);
            DataSource connections = Between.on(pool, new Between() {
                @Override
                public void before(String call) throws SQLException {
                    if (call.startsWith("UPDATE webhook_event SET state = 'DONE'")
                            && deadlock.compareAndSet(true, false)) {
                        throw new SQLTransactionRollbackException("deadlock", "40001");
                    }
                }
            });
            JdbcTransactions transactions = JdbcTransactions.of(connections);
            try (Node node = new Node(
                    connections,
                    builder -> builder.transactions(transactions).retries(RetrySchedule.of()),
                    builder -> builder.on(
                            "*",
                            (order, event) -> new Sql("INSERT INTO effect (id) VALUES (?)", event.id())
                                    .update(transactions.connection())))) {
                node.deliver("1");
                node.awaitState("1", EventState.DONE);
                assertThat(deadlock).isFalse();
                assertThat(Node.ask(pool, "SELECT id FROM effect")).containsExactly("1");
            }
        }
    }

    /** A node that has lost the lane ends its run between two looks of the one that has it now. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void anOrderedEventIsRunAsItIsWhenItIsLocked(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            AtomicBoolean meanwhile = new AtomicBoolean(true);
            Between stalled = new Between() {
                @Override
                public void before(String call) {
                    if (call.contains("seq IN")
                            && call.contains("SKIP LOCKED")
                            && meanwhile.compareAndSet(true, false)) {
                        Node.run(pool, "UPDATE webhook_event SET handled_by = 'on(\"order.*\")', attempts = 2");
                    }
                }
            };
            try (Node node = new Node(
                    Between.on(pool, stalled),
                    builder -> builder.ordered(Ordering.byProvider()),
                    builder -> builder.on("order.*", (order, event) -> call("first"))
                            .on("*", (order, event) -> call("second")))) {
                node.deliver("1");
                node.awaitState("1", EventState.DONE);
                assertThat(calls).containsOnlyKeys("second");
                assertThat(node.entry("1").attempts()).isEqualTo(3);
            }
        }
    }

    /** Its threads are all busy: what it has taken to run next must not be taken by others in turn, and counted as tried. */
    @Test
    void anAbandonedEventThatWaitsForAThreadKeepsItsLease() throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            HikariDataSource pool = pools.fresh();
            Node keeps = FenceTest.closed(pool);
            keeps.deliver("abandoned");
            assertThat(new Leases(new Database(pool), "a node that dies", Duration.ofMinutes(1))
                            .take(List.of("shop"), 1, 1 << 20))
                    .hasSize(1);
            CountDownLatch over = new CountDownLatch(1);
            Consumer<JdbcInbox.Builder> settings = builder -> builder.threads(1).lease(Duration.ofSeconds(1));
            Function<String, Consumer<Node.Builder>> handlers = name -> builder -> builder.on("*", (order, event) -> {
                call(name);
                over.await();
            });
            try (Node first = new Node(pool, settings, handlers.apply("first"));
                    Node second = new Node(pool, settings, handlers.apply("second"))) {
                // more than one node takes at a time
                for (int i = 0; i < 20; i++) {
                    first.deliver("e" + i);
                }
                Node.await(() -> calls.size() == 2, calls::toString);
                Node.run(pool, "UPDATE webhook_event SET due_at = 0 WHERE event_id = 'abandoned'");
                Node.pause(5_000);
                over.countDown();
                second.awaitState("abandoned", EventState.DONE);
                assertThat(first.entry("abandoned").attempts()).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void aHandlerThatLeavesItsThreadInterruptedHarmsNobody(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            try (Node node = new Node(
                    pool,
                    builder -> builder.threads(1),
                    builder -> builder.on("*", (order, event) -> {
                        Thread.currentThread().interrupt();
                        if (call(event.id()) == 1) {
                            throw new InterruptedException("on purpose");
                        }
                    }))) {
                for (int i = 0; i < 5; i++) {
                    node.deliver("e" + i);
                }
                node.awaitQuiet();
                assertThat(calls)
                        .hasSize(5)
                        .allSatisfy((id, number) -> assertThat(number).isEqualTo(2));
                assertThat(node.log).hasSize(5).allMatch(line -> line.startsWith("handled"));
            }
        }
    }

    @Test
    void anErrorWhileItLooksForEventsDoesNotEndAnInbox() throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            AtomicReference<@Nullable Error> error = new AtomicReference<>(new OutOfMemoryError("on purpose"));
            Between failing = new Between() {
                @Override
                public void before(String call) {
                    if (call.contains("SKIP LOCKED")) {
                        Error once = error.getAndSet(null);
                        if (once != null) {
                            throw once;
                        }
                    }
                }
            };
            try (Node node = new Node(
                    Between.on(pools.fresh(), failing),
                    builder -> {},
                    builder -> builder.on("*", (order, event) -> call(event.id())))) {
                node.deliver("1");
                node.awaitState("1", EventState.DONE);
                assertThat(error).hasNullValue();
            }
        }
    }

    /** Fewer than there are threads, and none that commits by itself. */
    @ParameterizedTest
    @EnumSource(HandlingMode.class)
    void aPoolThatIsTooSmallMakesItSlowAndNothingElse(HandlingMode mode) throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            HikariConfig config = new HikariConfig();
            config.setDataSource(pools.fresh().getDataSource());
            config.setMaximumPoolSize(1);
            config.setAutoCommit(false);
            try (HikariDataSource small = new HikariDataSource(config)) {
                try (Node node = new Node(
                        small,
                        builder -> builder.mode(mode).threads(8).ordered(Ordering.byProvider()),
                        builder -> builder.on("*", (order, event) -> {
                            Node.pause(5);
                            if (call(event.id()) == 1 && order.number() % 10 == 0) {
                                throw new IllegalStateException("on purpose");
                            }
                        }))) {
                    for (int i = 0; i < 50; i++) {
                        assertThat(node.deliver("e" + i, "order.paid", "object " + i % 5, i))
                                .isEqualTo(200);
                    }
                    node.awaitQuiet();
                    assertThat(calls).hasSize(50);
                    // the listener is told after the commit
                    Node.await(() -> node.log.size() >= 50, node.log::toString);
                    assertThat(node.log).hasSize(50).allMatch(line -> line.startsWith("handled"));
                }
            }
        }
    }

    /** In InnoDB whoever reads for update waits for whoever has written: here a delivery and an administrator for a handler. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void nobodyWaitsForAHandlerThatRuns(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            CountDownLatch over = new CountDownLatch(1);
            Node[] self = new Node[1];
            try (Node node = new Node(
                    pool,
                    builder -> {},
                    builder -> builder.on("*", (order, event) -> {
                        InboxAdmin admin = self[0].inbox.admin();
                        admin.arm(InboxFilter.all());
                        admin.replay(InboxFilter.all(), 1000);
                        call("began");
                        over.await();
                    }))) {
                self[0] = node;
                long start = System.nanoTime();
                node.deliver("1");
                Node.await(() -> calls.containsKey("began"), calls::toString);
                assertThat(node.deliver("1")).isEqualTo(200);
                InboxAdmin admin = node.inbox.admin();
                assertThat(admin.list(InboxFilter.all(), 10)).hasSize(1);
                assertThat(admin.count()).hasSize(1);
                assertThat(admin.arm(InboxFilter.all())).isZero();
                assertThat(admin.discard(InboxFilter.all())).isZero();
                assertThat(admin.replay(InboxFilter.all(), 1000).events()).isZero();
                assertThat(admin.purge(InboxFilter.all())).isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
                over.countDown();
                node.awaitState("1", EventState.DONE);
                assertThat(calls).containsEntry("began", 1);
            }
        }
    }
}
