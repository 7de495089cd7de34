package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that begin when a handler asks for them, if it does. */
@NeedsServers
class DemandTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    /** Somebody must be able to use a pool of one connection while a handler calls another service. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void aHandlerThatNeverAsksHoldsNoConnection(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            try (Node node = new Node(
                    pool,
                    builder -> {},
                    builder -> builder.on("*", (order, event) -> {
                        running.countDown();
                        over.await();
                    }))) {
                node.deliver("1");
                running.await();
                Node.await(
                        () -> pool.getHikariPoolMXBean().getActiveConnections() == 0,
                        () -> pool.getHikariPoolMXBean().getActiveConnections() + " connections are in use");
                over.countDown();
                // it is recorded before anybody is told
                Node.await(() -> !node.log.isEmpty(), () -> node.entry("1").toString());
                assertThat(node.log).containsExactly("handled 1 by 1");
                assertThat(node.entry("1").state()).isEqualTo(EventState.DONE);
            }
        }
    }

    /** A node whose lease ends while a handler runs, which another has run when it goes on. */
    private void overtaken(DatabaseKind kind, boolean asks) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            Node.run(pool, "CREATE TABLE effect (id VARCHAR(100) NOT NULL)");
            JdbcTransactions transactions = JdbcTransactions.of(pool);
            Node first = new Node(
                    pool,
                    builder -> builder.transactions(transactions).poll(Duration.ofHours(1)),
                    builder -> builder.on("*", (order, event) -> {
                        running.countDown();
                        over.await();
                        if (asks) {
                            assertThatThrownBy(transactions::connection).hasMessageContaining("taken the event over");
                            assertThatThrownBy(transactions::connection).hasMessageContaining("taken the event over");
                        }
                        calls.incrementAndGet();
                    }));
            first.deliver("1");
            running.await();
            FenceTest.expireLeases(pool);
            try (Node second = new Node(
                    pool, builder -> {}, builder -> builder.on("*", (order, event) -> calls.incrementAndGet()))) {
                second.awaitState("1", EventState.DONE);
                over.countDown();
                first.close();
                assertThat(calls).hasValue(2);
                assertThat(first.log).isEmpty();
                assertThat(second.entry("1").attempts()).isEqualTo(2);
                assertThat(second.entry("1").state()).isEqualTo(EventState.DONE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void aHandlerThatAsksWhenAnotherNodeHasTakenTheEventGetsNoConnection(DatabaseKind kind) throws Exception {
        overtaken(kind, true);
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void aHandlerThatNeverAsksRecordsNothingWhenAnotherNodeHasTakenTheEvent(DatabaseKind kind) throws Exception {
        overtaken(kind, false);
    }

    /** The connection dies when the database has recorded a handler's return and has not yet said so. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void whatWasRecordedIsNotRunAgainWhenTheAnswerIsLost(DatabaseKind kind) throws Exception {
        recordedWith(kind, "close");
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void whatCouldNotBeRecordedIsRecordedByTheNextTry(DatabaseKind kind) throws Exception {
        recordedWith(kind, "UPDATE webhook_event SET state = 'DONE'");
    }

    /** The first connection that records an end fails at a call. */
    private void recordedWith(DatabaseKind kind, String failing) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            // others close connections at the same time, this test among them
            AtomicReference<Thread> recorder = new AtomicReference<>();
            AtomicBoolean failed = new AtomicBoolean();
            DataSource losing = Between.on(pool, new Between() {
                @Override
                public void after(String call) throws SQLException {
                    if (call.startsWith("UPDATE webhook_event SET state = 'DONE'")) {
                        recorder.set(Thread.currentThread());
                    }
                    if (recorder.get() == Thread.currentThread()
                            && call.startsWith(failing)
                            && failed.compareAndSet(false, true)) {
                        throw new SQLException("the answer is lost");
                    }
                }
            });
            try (Node node = new Node(
                    losing, builder -> {}, builder -> builder.on("*", (order, event) -> calls.incrementAndGet()))) {
                node.deliver("1");
                Node.await(failed::get, () -> "no connection failed");
                node.awaitState("1", EventState.DONE);
                node.deliver("2");
                node.awaitState("2", EventState.DONE);
                assertThat(calls).hasValue(2);
                assertThat(node.entry("1").attempts()).isEqualTo(1);
            }
        }
    }

    /** The database ends a transaction for the sake of another: nothing has been done in it but what begins it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aTransactionThatTheDatabaseEndsAtItsBeginningIsBegunAgain(int times) throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            HikariDataSource pool = pools.fresh();
            AtomicInteger begun = new AtomicInteger();
            DataSource disturbed = Between.on(pool, new Between() {
                @Override
                public void before(String call) throws SQLException {
                    if (call.startsWith("UPDATE webhook_event SET state = 'DONE'")
                            && begun.incrementAndGet() <= times) {
                        throw new SQLTransactionRollbackException("for another");
                    }
                }
            });
            JdbcTransactions transactions = JdbcTransactions.of(disturbed);
            try (Node node = new Node(
                    disturbed,
                    builder -> builder.transactions(transactions),
                    builder -> builder.on("*", (order, event) -> {
                        calls.incrementAndGet();
                        assertThat(transactions.connection()).isSameAs(transactions.connection());
                    }))) {
                node.deliver("1");
                node.awaitState("1", EventState.DONE);
                assertThat(calls).hasValue(1);
                assertThat(begun).hasValue(times + 1);
            }
        }
    }

    /** As a pool takes it: with automatic commits, and nothing open. */
    @Test
    void aConnectionIsGivenBackAsItWas() throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            HikariDataSource pool = pools.fresh();
            try (Connection kept = pool.getConnection()) {
                DataSource one = Between.on(pool, new Between() {});
                assertThat(kept.getAutoCommit()).isTrue();
                try (DemandedTransaction demanded = new DemandedTransaction(one, connection -> {})) {
                    assertThat(demanded.connection().getAutoCommit()).isFalse();
                    assertThat(demanded.commit(connection -> {})).isTrue();
                }
                try (DemandedTransaction demanded = new DemandedTransaction(one, connection -> {})) {
                    assertThat(demanded.commit(connection -> {})).isFalse();
                }
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }
}
