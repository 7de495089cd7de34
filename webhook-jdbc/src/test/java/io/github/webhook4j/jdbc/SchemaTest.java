package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables: who creates them, and what becomes of nodes that know another version of them. */
@NeedsServers
class SchemaTest {

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    private Node node(HikariDataSource pool) {
        return new Node(
                pool,
                builder -> {},
                builder -> builder.on("*", (order, event) -> calls.merge(event.id(), 1, Integer::sum)));
    }

    private static String script(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRESQL -> "postgresql-1.sql";
            case MARIADB -> "mysql-1.sql";
            default -> "h2-1.sql";
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void whoCreatesTheTablesByScriptIsToldWhichAndMayRunItTwice(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            assertThatThrownBy(() -> JdbcInbox.builder(pool).createTables(false).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("missing")
                    .hasMessageContaining(script(kind));
            for (int time = 0; time < 2; time++) {
                Schema.statements(script(kind)).forEach(statement -> Node.run(pool, statement));
            }
            assertThat(Node.ask(pool, "SELECT COUNT(*) FROM webhook_lane")).containsExactly("64");
            assertThat(Node.ask(pool, "SELECT version FROM webhook_schema")).containsExactly("1");
            try (Node node = new Node(
                    pool,
                    builder -> builder.createTables(false),
                    builder -> builder.on("*", (order, event) -> calls.merge(event.id(), 1, Integer::sum)))) {
                node.deliver("1");
                node.awaitState("1", EventState.DONE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void nodesThatStartAtTheSameMomentAllFindTheTables(DatabaseKind kind) throws Exception {
        ExecutorService starting = Executors.newFixedThreadPool(4);
        try (Pools pools = new Pools(kind)) {
            for (int round = 0; round < 5; round++) {
                HikariDataSource pool = pools.fresh();
                CountDownLatch now = new CountDownLatch(1);
                List<Future<String>> started = new ArrayList<>();
                for (int node = 0; node < 4; node++) {
                    Callable<String> start = () -> {
                        now.await();
                        new Schema(new Database(pool)).create();
                        return "started";
                    };
                    started.add(starting.submit(start));
                }
                now.countDown();
                for (Future<String> node : started) {
                    assertThat(node.get(1, TimeUnit.MINUTES)).isEqualTo("started");
                }
            }
        } finally {
            starting.shutdownNow();
        }
    }

    /**
     * As this code sees the next one: the new version adds what it does not know. Not H2, which adds a column by copying the table
     * and drops what is committed meanwhile: there the tables are changed before the one process that has them works.
     */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"POSTGRESQL", "MARIADB"})
    void aNodeOfTodayWorksWhileTheTablesBecomeThoseOfTomorrow(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            AtomicBoolean over = new AtomicBoolean();
            List<String> acknowledged = new ArrayList<>();
            try (Node node = node(pool)) {
                Thread sender = new Thread(() -> {
                    for (int i = 0; !over.get(); i++) {
                        if (node.deliver("e" + i) == 200) {
                            acknowledged.add("e" + i);
                        }
                    }
                });
                sender.start();
                Node.await(() -> calls.size() > 20, calls::toString);
                Node.run(pool, "ALTER TABLE webhook_event ADD COLUMN colour VARCHAR(20)");
                Node.run(pool, "CREATE INDEX webhook_event_colour ON webhook_event (colour)");
                Node.run(pool, "INSERT INTO webhook_schema (version, readable_from) VALUES (2, 1)");
                int before = calls.size();
                Node.await(() -> calls.size() > before + 20, calls::toString);
                over.set(true);
                sender.join();
                try (Node late = node(pool)) {
                    assertThat(late.deliver("late")).isEqualTo(200);
                    late.awaitQuiet();
                }
            }
            assertThat(calls.values()).allMatch(number -> number == 1);
            assertThat(calls).containsKey("late").hasSize(acknowledged.size() + 1);
            assertThat(Node.ask(pool, "SELECT MAX(version) FROM webhook_schema"))
                    .containsExactly("2");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void aNodeThatDoesNotKnowTheTablesSaysSoAndWorksWithNone(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            AtomicBoolean away = new AtomicBoolean(true);
            Between outage = new Between() {
                @Override
                public void before(String call) throws SQLException {
                    if (away.get()) {
                        throw new SQLException("the database is away");
                    }
                }
            };
            FenceTest.closed(pool).deliver("1");
            try (Node blind = new Node(
                    Between.on(pool, outage),
                    builder -> {},
                    builder -> builder.on("*", (order, event) -> calls.merge(event.id(), 1, Integer::sum)))) {
                Node.run(pool, "INSERT INTO webhook_schema (version, readable_from) VALUES (3, 3)");
                away.set(false);
                assertThatThrownBy(() -> JdbcInbox.builder(pool).build())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("version 3")
                        .hasMessageContaining("Use a newer webhook-jdbc");
                assertThat(blind.deliver("2")).isEqualTo(503);
                Node.pause(Duration.ofMillis(500).toMillis());
                assertThat(calls).isEmpty();
                assertThat(Node.ask(pool, "SELECT event_id FROM webhook_event")).containsExactly("1");
            }
        }
    }
}
