package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has ended is purged at once, by two nodes all the time, while events come in and are handled. */
@NeedsServers
class PurgeTest {

    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void nothingThatWasAcknowledgedIsPurgedBeforeItIsHandled(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            Node.run(pool, "CREATE TABLE effect (id VARCHAR(100) NOT NULL)");
            try (Node node = node(pool)) {
                List<Thread> threads = Stream.concat(
                                Stream.of("a", "b").map(name -> new Thread(() -> send(node, name))),
                                Stream.generate(() -> new Thread(() -> purge(pool, node)))
                                        .limit(2))
                        .toList();
                threads.forEach(Thread::start);
                Node.pause(Length.of(Duration.ofSeconds(2)).toMillis());
                over.set(true);
                for (Thread thread : threads) {
                    thread.join();
                }
                node.awaitQuiet();
                // a sender that is not told that its event is dead sends it once more when somebody asks it to
                acknowledged.stream().filter(id -> id.contains("dies")).forEach(id -> {
                    assertThat(node.deliver(id)).isEqualTo(200);
                    Node.await(() -> effects(pool, id) > 0, () -> id);
                });
                node.awaitQuiet();
                List<String> effects = Node.ask(pool, "SELECT id FROM effect");
                assertThat(effects).containsExactlyInAnyOrderElementsOf(acknowledged);
                assertThat(acknowledged).hasSizeGreaterThan(20).anyMatch(id -> id.contains("dies"));
                housekeeping(pool, node).purge();
                assertThat(node.inbox.admin().list(InboxFilter.all(), 1)).isEmpty();
            }
        }
    }

    private Node node(HikariDataSource pool) {
        JdbcTransactions transactions = JdbcTransactions.of(pool);
        return new Node(
                pool,
                builder -> builder.transactions(transactions)
                        .lease(Duration.ofSeconds(2))
                        .retries(RetrySchedule.of())
                        .retention(new Retention(Duration.ZERO, Duration.ZERO)),
                builder -> builder.on("*", (order, event) -> {
                    effect(transactions, event.id());
                    if (event.id().contains("dies") && tried.add(event.id())) {
                        throw new IllegalStateException("on purpose");
                    }
                }));
    }

    private static void effect(JdbcTransactions transactions, String id) throws SQLException {
        new Sql("INSERT INTO effect (id) VALUES (?)", id).update(transactions.connection());
    }

    private static int effects(HikariDataSource pool, String id) {
        return Node.ask(pool, "SELECT id FROM effect WHERE id = '" + id + "'").size();
    }

    private void send(Node node, String name) {
        for (int i = 0; !over.get(); i++) {
            String id = name + i + (i % 10 == 0 ? "dies" : "");
            if (node.deliver(id) == 200) {
                acknowledged.add(id);
            }
        }
    }

    private void purge(HikariDataSource pool, Node node) {
        Housekeeping housekeeping = housekeeping(pool, node);
        while (!over.get()) {
            housekeeping.purge();
        }
    }

    private static Housekeeping housekeeping(HikariDataSource pool, Node node) {
        Database database = new Database(pool);
        Leases leases = new Leases(database, "x", Duration.ofMinutes(1));
        Settings settings = new Settings(
                HandlingMode.EXACT,
                node.transactions,
                1,
                RetrySchedule.usual(),
                new Retention(Duration.ZERO, Duration.ZERO),
                event -> event,
                null,
                Duration.ofMinutes(1),
                Duration.ofSeconds(1));
        return new Housekeeping(
                database,
                settings,
                new Worker.Parts(
                        leases,
                        new OrderedLeases(database, leases, "x", Duration.ofMinutes(1)),
                        new AtLeastOnceExecution(new Runs(Map.of(), new Settlement(database, settings), 1)),
                        new InFlight(),
                        () -> {}));
    }
}
