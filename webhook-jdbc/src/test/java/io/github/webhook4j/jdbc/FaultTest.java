package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.EventHandler;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import io.github.webhook4j.databases.TestDatabase;
import io.github.webhook4j.jdbc.Node.Payload;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two nodes of whose connections one is killed every 15 ms and all of them now and then, some of whose handlers stall until their
 * leases have ended, and 2 of 100 fail.
 */
@NeedsServers
class FaultTest {

    private static final long KILL_MILLIS = 15;
    private static final int SPARED = 6;
    private static final long STALL_MILLIS = 1_500;
    private static final int KEYS_OF_A_SENDER = 4;
    private static final int MOST_OF_A_KEY = 100;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<String> disorder = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger stalls = new AtomicInteger();
    private final AtomicInteger kills = new AtomicInteger();
    private final List<HikariDataSource> pools = new ArrayList<>();
    private HandlingMode mode = HandlingMode.EXACT;

    @AfterEach
    void closePools() {
        pools.forEach(HikariDataSource::close);
    }

    /** A handler's effect on its connection. */
    @FunctionalInterface
    private interface Effect {
        void write(Connection connection, Payload order, String id) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"POSTGRESQL", "MARIADB"})
    void inOrderNothingIsLostNorDoubleNorOutOfOrder(DatabaseKind kind) throws Exception {
        try (TestDatabase database = TestDatabase.fresh(kind)) {
            Consumer<JdbcInbox.Builder> settings = builder -> builder.ordered(Ordering.byProvider());
            List<String> effects = weather(database, settings, this::inOrder);
            assertThat(effects).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(disorder).isEmpty();
            HikariDataSource pool = pools.get(0);
            assertThat(Node.ask(
                            pool,
                            "SELECT a.id FROM effect a JOIN effect b ON a.object = b.object"
                                    + " WHERE a.seq < b.seq AND a.number >= b.number"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"POSTGRESQL", "MARIADB"})
    void inBatchesNothingIsLostNorDouble(DatabaseKind kind) throws Exception {
        try (TestDatabase database = TestDatabase.fresh(kind)) {
            mode = HandlingMode.BATCH;
            List<String> effects = weather(database, builder -> {}, FaultTest::insert);
            assertThat(effects).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"POSTGRESQL", "MARIADB"})
    void withoutTransactionsNothingIsLost(DatabaseKind kind) throws Exception {
        try (TestDatabase database = TestDatabase.fresh(kind)) {
            mode = HandlingMode.AT_LEAST_ONCE;
            List<String> effects = weather(database, builder -> {}, FaultTest::insert);
            assertThat(Set.copyOf(effects)).isEqualTo(acknowledged);
        }
    }

    /** Delivers while connections are killed, then waits until all is quiet, and returns the ids of the effects. */
    private List<String> weather(TestDatabase database, Consumer<JdbcInbox.Builder> settings, Effect effect)
            throws Exception {
        HikariDataSource pool = pool(database);
        String number = database.kind() == DatabaseKind.POSTGRESQL ? "GENERATED ALWAYS AS IDENTITY" : "AUTO_INCREMENT";
        Node.run(
                pool,
                "CREATE TABLE effect (seq BIGINT " + number
                        + " PRIMARY KEY, id VARCHAR(100) NOT NULL, object VARCHAR(100) NOT NULL, number INT NOT NULL)");
        try (Node first = node(pool(database), settings, effect);
                Node second = node(pool(database), settings, effect)) {
            List<Node> nodes = List.of(first, second);
            List<Thread> threads = Stream.concat(
                            Stream.of("a", "b").map(name -> new Thread(() -> send(nodes, name))),
                            Stream.of(new Thread(() -> kill(database))))
                    .toList();
            threads.forEach(Thread::start);
            Node.pause(Length.of(Duration.ofSeconds(4)).toMillis());
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            // those that were killed while nobody had them
            pools.forEach(used -> used.getHikariPoolMXBean().softEvictConnections());
            first.awaitQuiet();
        }
        System.out.println("FaultTest: " + database.kind() + ", " + acknowledged.size() + " events, " + kills
                + " connections killed, " + stalls + " stalls");
        assertThat(acknowledged).hasSizeGreaterThan(10);
        assertThat(kills).hasPositiveValue();
        return Node.ask(pool, "SELECT id FROM effect");
    }

    private HikariDataSource pool(TestDatabase database) throws SQLException {
        HikariDataSource pool = database.pool(10);
        pool.setConnectionTimeout(2_000);
        pools.add(pool);
        return pool;
    }

    /** While one of its handlers stalls, a node renews no lease, as if all of its JVM did. */
    private Node node(HikariDataSource pool, Consumer<JdbcInbox.Builder> settings, Effect effect) {
        AtomicInteger stalledHere = new AtomicInteger();
        DataSource connections = Between.on(pool, new Between() {
            @Override
            public void before(String call) throws SQLException {
                boolean renewal = call.contains("state = 'RUNNING' AND node = ?")
                        || (call.startsWith("UPDATE webhook_lane SET leased_until") && !call.contains("node = NULL"));
                if (renewal && stalledHere.get() > 0) {
                    throw new SQLException("this node stalls");
                }
            }
        });
        JdbcTransactions transactions = JdbcTransactions.of(connections);
        TransactionRunner stalling = work -> {
            stall(stalledHere);
            transactions.inTransaction(work);
        };
        return new Node(
                connections,
                builder -> settings.accept(builder.mode(mode)
                        .transactions(stalling)
                        .lease(Duration.ofSeconds(1))
                        .retries(RetrySchedule.exponential(Duration.ofMillis(10), Duration.ofMillis(100), 10_000))),
                builder -> builder.on("*", handler(transactions, pool, effect, stalledHere)));
    }

    private EventHandler<Payload> handler(
            JdbcTransactions transactions, DataSource own, Effect effect, AtomicInteger stalledHere) {
        return (order, event) -> {
            if (ThreadLocalRandom.current().nextInt(100) < 2) {
                throw new IllegalStateException("2 of 100");
            }
            if (mode != HandlingMode.AT_LEAST_ONCE) {
                effect.write(transactions.connection(), order, event.id());
            } else {
                try (Connection connection = own.getConnection()) {
                    effect.write(connection, order, event.id());
                }
            }
            stall(stalledHere);
        };
    }

    /** Seldom, or nothing else would happen. */
    private void stall(AtomicInteger stalledHere) {
        if (over.get() || ThreadLocalRandom.current().nextInt(60) > 0) {
            return;
        }
        stalls.incrementAndGet();
        stalledHere.incrementAndGet();
        Node.pause(STALL_MILLIS);
        stalledHere.decrementAndGet();
    }

    private static void insert(Connection connection, Payload order, String id) throws SQLException {
        new Sql("INSERT INTO effect (id, object, number) VALUES (?, ?, ?)", id, order.object(), order.number())
                .update(connection);
    }

    private void inOrder(Connection connection, Payload order, String id) throws SQLException {
        long last = new Sql("SELECT COALESCE(MAX(number), -1) FROM effect WHERE object = ?", order.object())
                .query(connection, row -> row.getLong(1))
                .get(0);
        if (last != order.number() - 1) {
            disorder.add(id + " after " + last);
        }
        insert(connection, order, id);
    }

    private void kill(TestDatabase database) {
        while (!over.get()) {
            try {
                // to connect takes longer than until the next time: without some that are spared nothing else would
                // happen
                boolean all = ThreadLocalRandom.current().nextInt(40) == 0;
                kills.addAndGet(all ? database.killConnections() : database.killOneConnection(SPARED));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            Node.pause(KILL_MILLIS);
        }
    }

    /** Of each key one at a time, each until it is acknowledged: otherwise there would be no order to keep. */
    private void send(List<Node> nodes, String name) {
        for (long number = 0; number < MOST_OF_A_KEY && !over.get(); number++) {
            for (int key = 0; key < KEYS_OF_A_SENDER; key++) {
                String object = name + key;
                String id = object + "-" + number;
                while (nodes.get(ThreadLocalRandom.current().nextInt(2)).deliver(id, "order.paid", object, number)
                        != 200) {
                    Node.pause(5);
                }
                acknowledged.add(id);
            }
        }
    }
}
