package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Transactions that end otherwise than those who began them think. */
@NeedsServers
class CommitTest {

    private final AtomicInteger calls = new AtomicInteger();

    private static void insert(JdbcTransactions transactions, String id) throws SQLException {
        new Sql("INSERT INTO effect (id) VALUES (?)", id).update(transactions.connection());
    }

    private static HikariDataSource withEffects(Pools pools) throws SQLException {
        HikariDataSource pool = pools.fresh();
        Node.run(pool, "CREATE TABLE effect (id VARCHAR(100) NOT NULL)");
        return pool;
    }

    static Stream<Arguments> lostAnswers() {
        return Stream.of(HandlingMode.EXACT, HandlingMode.BATCH)
                .flatMap(mode -> Stream.of(DatabaseKind.H2_FILE, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB)
                        .flatMap(kind -> Stream.of(1, 2).map(number -> Arguments.of(mode, kind, number))));
    }

    /** The connection dies when the database has committed and has not yet said so. */
    @ParameterizedTest
    @MethodSource("lostAnswers")
    void whatWasCommittedIsNotRunAgainWhenTheAnswerIsLost(HandlingMode mode, DatabaseKind kind, int number)
            throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = withEffects(pools);
            JdbcTransactions transactions = JdbcTransactions.of(pool);
            AtomicInteger commits = new AtomicInteger();
            TransactionRunner losing = work -> {
                transactions.inTransaction(work);
                if (commits.incrementAndGet() == number) {
                    throw new IllegalStateException("the answer is lost");
                }
            };
            try (Node node = new Node(
                    pool,
                    builder -> builder.mode(mode).transactions(losing).lease(Duration.ofSeconds(1)),
                    builder -> builder.on("order.*", (order, event) -> insert(transactions, "first"))
                            .on("*", (order, event) -> insert(transactions, "second")))) {
                node.deliver("1");
                node.awaitState("1", EventState.DONE);
                assertThat(Node.ask(pool, "SELECT id FROM effect")).containsExactlyInAnyOrder("first", "second");
                assertThat(node.entry("1").attempts()).isEqualTo(1);
            }
        }
    }

    static Stream<Arguments> modes() {
        return Stream.of(HandlingMode.EXACT, HandlingMode.BATCH)
                .flatMap(mode -> Stream.of(DatabaseKind.H2_FILE, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB)
                        .map(kind -> Arguments.of(mode, kind)));
    }

    /**
     * MariaDB and H2 end a deadlock by rolling a whole transaction back. What its handler does next would be in a transaction
     * of its own, without the record that the handler has run.
     */
    @ParameterizedTest
    @MethodSource("modes")
    void aHandlerThatTriesAgainAfterADeadlockHasItsEffectsOnce(HandlingMode mode, DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            Node.run(pool, "CREATE TABLE account (id VARCHAR(10) PRIMARY KEY, balance INT NOT NULL)");
            Node.run(pool, "INSERT INTO account (id, balance) VALUES ('a', 0), ('b', 0)");
            JdbcTransactions transactions = JdbcTransactions.of(pool);
            CountDownLatch both = new CountDownLatch(2);
            try (Node node = new Node(
                    pool,
                    builder -> builder.mode(mode)
                            .transactions(transactions)
                            .threads(2)
                            .lease(Duration.ofSeconds(1)),
                    builder -> builder.on("*", (order, event) -> {
                        Connection connection = transactions.connection();
                        String other = order.object().equals("a") ? "b" : "a";
                        pay(connection, order.object());
                        both.countDown();
                        both.await();
                        try {
                            pay(connection, other);
                        } catch (SQLException e) {
                            calls.incrementAndGet();
                            pay(connection, other);
                        }
                    }))) {
                node.deliver("1", "order.paid", "a", 1);
                node.deliver("2", "order.paid", "b", 1);
                node.awaitState("1", EventState.DONE);
                node.awaitState("2", EventState.DONE);
                assertThat(Node.ask(pool, "SELECT balance FROM account")).containsExactly("2", "2");
                assertThat(calls).hasPositiveValue();
            }
        }
    }

    private static void pay(Connection connection, String account) throws SQLException {
        new Sql("UPDATE account SET balance = balance + 1 WHERE id = ?", account).update(connection);
    }

    /** In MariaDB and H2 it commits what was done before. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            mode = Mode.EXCLUDE,
            names = {"H2_MEMORY"})
    void aHandlerThatCreatesATableAndFailsIsTriedAgain(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            JdbcTransactions transactions = JdbcTransactions.of(pool);
            try (Node node = new Node(
                    pool,
                    builder -> builder.transactions(transactions),
                    builder -> builder.on("*", (order, event) -> {
                        new Sql("CREATE TABLE IF NOT EXISTS made_on_demand (id INT PRIMARY KEY)")
                                .update(transactions.connection());
                        if (calls.incrementAndGet() == 1) {
                            throw new IllegalStateException("on purpose");
                        }
                    }))) {
                node.deliver("1");
                node.awaitState("1", EventState.DONE);
                assertThat(calls).hasValue(2);
            }
        }
    }

    /** {@code setAutoCommit(true)} commits what is open, so that it must not be called on what was to be undone. */
    @Test
    void whatCannotBeRolledBackIsNotCommitted() throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            HikariDataSource pool = withEffects(pools);
            JdbcTransactions transactions = JdbcTransactions.of(Between.on(pool, new Between() {
                @Override
                public void before(String call) throws SQLException {
                    if (call.equals("rollback")) {
                        throw new SQLException("no");
                    }
                }
            }));
            assertThatThrownBy(() -> transactions.inTransaction(connection -> {
                        try {
                            insert(transactions, "undone");
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                        throw new IllegalArgumentException("on purpose");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(Node.ask(pool, "SELECT id FROM effect")).isEmpty();
        }
    }

    @Test
    void aTransactionWithinATransactionIsItsOwn() throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            JdbcTransactions transactions = JdbcTransactions.of(pools.fresh());
            transactions.inTransaction(outer -> {
                transactions.inTransaction(
                        inner -> assertThat(transactions.connection()).isSameAs(inner));
                assertThat(transactions.connection()).isSameAs(outer);
            });
            assertThatThrownBy(transactions::connection).isInstanceOf(IllegalStateException.class);
        }
    }
}
