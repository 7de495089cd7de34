package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.GiveUp;
import io.github.webhook4j.RetryLater;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import io.github.webhook4j.databases.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a kept event: in each mode, on each database. */
@NeedsServers
class HandlingTest {

    private static final Map<DatabaseKind, HikariDataSource> POOLS = new ConcurrentHashMap<>();

    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    static Stream<Arguments> modes() {
        return Stream.of(HandlingMode.values())
                .flatMap(mode -> Stream.of(DatabaseKind.H2_FILE, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB)
                        .map(kind -> Arguments.of(mode, kind)));
    }

    private static HikariDataSource pool(DatabaseKind kind) {
        return POOLS.computeIfAbsent(kind, absent -> {
            try {
                HikariDataSource pool = TestDatabase.fresh(kind).pool(20);
                Node.run(pool, "CREATE TABLE effect (id VARCHAR(100) NOT NULL)");
                return pool;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @BeforeEach
    void empty() {
        POOLS.values().forEach(pool -> {
            Node.run(pool, "DELETE FROM effect");
            if (!Node.ask(pool, "SELECT 1 FROM webhook_event").isEmpty()) {
                Node.run(pool, "DELETE FROM webhook_event");
            }
        });
    }

    @AfterAll
    static void close() {
        POOLS.values().forEach(HikariDataSource::close);
        POOLS.clear();
    }

    private int call(String name) {
        return calls.computeIfAbsent(name, first -> new AtomicInteger()).incrementAndGet();
    }

    private static Node node(HandlingMode mode, DatabaseKind kind, Consumer<Node.Builder> handlers) {
        return new Node(pool(kind), builder -> builder.mode(mode), handlers);
    }

    private static void effect(Node[] node, String id) throws SQLException {
        new Sql("INSERT INTO effect (id) VALUES (?)", id).update(node[0].transactions.connection());
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aRetryRunsOnlyTheHandlersThatFailed(HandlingMode mode, DatabaseKind kind) {
        try (Node node = node(
                mode,
                kind,
                handlers -> handlers.on("order.paid", (order, event) -> call("first"))
                        .on("order.*", (order, event) -> {
                            if (call("second") < 3) {
                                throw new IllegalStateException("on purpose");
                            }
                        })
                        .on("*", (order, event) -> call("third")))) {
            assertThat(node.deliver("1")).isEqualTo(200);
            node.awaitState("1", EventState.DONE);
            assertThat(calls.toString())
                    .contains("first=1")
                    .contains("second=3")
                    .contains("third=1");
            assertThat(node.entry("1").attempts()).isEqualTo(3);
            assertThat(node.entry("1").failure()).isNull();
            assertThat(node.entry("1").handledBy())
                    .containsExactlyInAnyOrder("on(\"order.paid\")", "on(\"order.*\")", "on(\"*\")");
            Node.await(() -> !node.log.isEmpty(), () -> "nobody was told");
            assertThat(node.log).containsExactly("handled 1 by 3");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void anEventWhoseTriesAreUsedUpIsDeadAndArmedAgainByTheSender(HandlingMode mode, DatabaseKind kind) {
        try (Node node = node(
                mode,
                kind,
                handlers -> handlers.on("order.paid", (order, event) -> call("first"))
                        .on("*", (order, event) -> {
                            if (call("second") <= 4) {
                                throw new IllegalStateException("on purpose");
                            }
                        }))) {
            node.deliver("1");
            node.awaitState("1", EventState.DEAD);
            assertThat(node.entry("1").attempts()).isEqualTo(4);
            assertThat(node.entry("1").failure()).contains("on(\"*\"): java.lang.IllegalStateException: on purpose");
            Node.await(() -> !node.log.isEmpty(), () -> "nobody was told");
            assertThat(node.log).singleElement().asString().startsWith("dead 1: the last of 4 tries failed");
            assertThat(node.deliver("1")).isEqualTo(200);
            node.awaitState("1", EventState.DONE);
            assertThat(calls.toString()).contains("first=1").contains("second=5");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aHandlerThatGivesUpIsNotTriedAgainWhileOthersAre(HandlingMode mode, DatabaseKind kind) {
        try (Node node = node(
                mode,
                kind,
                handlers -> handlers.on("order.paid", (order, event) -> {
                            call("first");
                            throw new GiveUp("no such order");
                        })
                        .on("*", (order, event) -> {
                            if (call("second") < 2) {
                                throw new RetryLater(Duration.ofMillis(1));
                            }
                        }))) {
            node.deliver("1");
            node.awaitState("1", EventState.DEAD);
            assertThat(calls.toString()).contains("first=1").contains("second=2");
            node.inbox.admin().arm(InboxFilter.all());
            Node.await(() -> calls.toString().contains("first=2"), calls::toString);
            node.awaitState("1", EventState.DEAD);
            assertThat(calls.toString()).contains("second=2");
            assertThat(node.entry("1").failure()).contains("no such order");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aPayloadThatDoesNotBindIsDeadAtOnce(HandlingMode mode, DatabaseKind kind) {
        try (Node node = new Node(
                pool(kind),
                builder -> builder.mode(mode),
                handlers -> handlers.endpoint()
                        .on(io.github.webhook4j.EventType.of("*", Integer.class), (number, event) -> call("never")))) {
            node.deliver("1");
            node.awaitState("1", EventState.DEAD);
            assertThat(node.entry("1").attempts()).isEqualTo(1);
            assertThat(calls).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void manyEventsAreHandledOnceEach(HandlingMode mode, DatabaseKind kind) throws SQLException {
        Node[] self = new Node[1];
        try (Node node = node(
                mode,
                kind,
                handlers -> handlers.on("*", (order, event) -> {
                    if (mode != HandlingMode.AT_LEAST_ONCE) {
                        effect(self, event.id());
                    }
                    if (call(event.id()) == 1 && order.number() % 7 == 0) {
                        throw new IllegalStateException("on purpose");
                    }
                }))) {
            self[0] = node;
            for (int i = 0; i < 300; i++) {
                assertThat(node.deliver("e" + i, "order.paid", "a", i)).isEqualTo(200);
            }
            node.awaitQuiet();
            List<String> effects = Node.ask(pool(kind), "SELECT id FROM effect");
            assertThat(calls).hasSize(300);
            assertThat(effects)
                    .hasSize(mode == HandlingMode.AT_LEAST_ONCE ? 0 : 300)
                    .doesNotHaveDuplicates();
            assertThat(node.inbox.admin().count())
                    .singleElement()
                    .satisfies(count -> assertThat(count.events()).isEqualTo(300));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HandlingMode.class,
            names = {"EXACT", "BATCH"})
    void whatAHandlerWroteBeforeItFailedIsNotThere(HandlingMode mode) {
        DatabaseKind kind = DatabaseKind.POSTGRESQL;
        Node[] self = new Node[1];
        try (Node node = node(
                mode,
                kind,
                handlers -> handlers.on("*", (order, event) -> {
                    effect(self, event.id());
                    if (call("all") < 3) {
                        // PostgreSQL's transaction is unusable after that
                        new Sql("SELECT 1 / 0").query(self[0].transactions.connection(), row -> row.getInt(1));
                    }
                }))) {
            self[0] = node;
            node.deliver("1");
            node.deliver("2");
            node.awaitQuiet();
            assertThat(Node.ask(pool(kind), "SELECT id FROM effect")).containsExactlyInAnyOrder("1", "2");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aNodeThatIsClosedGivesBackWhatItHasNotBegunAlsoOfABatch(HandlingMode mode, DatabaseKind kind) {
        Node closed = FenceTest.closed(pool(kind));
        List.of("1", "2", "3").forEach(closed::deliver);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        Node first = new Node(
                pool(kind),
                builder -> builder.mode(mode).threads(1),
                handlers -> handlers.on("*", (order, event) -> {
                    began.countDown();
                    go.await();
                    call(event.id());
                }));
        Node.await(() -> began.getCount() == 0, () -> "not begun");
        Node.await(
                () -> first.entry("3").state() == EventState.RUNNING,
                () -> first.entry("3").toString());
        Thread closing = new Thread(first::close);
        closing.start();
        Node.pause(100);
        go.countDown();
        Node.await(() -> !closing.isAlive(), () -> "not closed");
        assertThat(first.entry("1").state()).isEqualTo(EventState.DONE);
        for (String rest : List.of("2", "3")) {
            assertThat(first.entry(rest).state()).isEqualTo(EventState.WAITING);
            assertThat(first.entry(rest).attempts()).isZero();
        }
        try (Node second = node(mode, kind, handlers -> handlers.on("*", (order, event) -> call(event.id())))) {
            second.awaitQuiet();
        }
        assertThat(calls.toString()).contains("1=1").contains("2=1").contains("3=1");
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void anEventThatNobodyHandlesIsDoneAndRememberedAndCanBeReplayed(DatabaseKind kind) {
        try (Node node =
                node(HandlingMode.EXACT, kind, handlers -> handlers.on("order.paid", (order, event) -> call("x")))) {
            assertThat(node.deliver("1", "order.sent", "a", 1)).isEqualTo(200);
            assertThat(node.entry("1").state()).isEqualTo(EventState.DONE);
            assertThat(node.entry("1").hasBody()).isTrue();
            assertThat(node.deliver("1", "order.sent", "a", 1)).isEqualTo(200);
        }
        try (Node node =
                node(HandlingMode.EXACT, kind, handlers -> handlers.on("order.sent", (order, event) -> call("y")))) {
            assertThat(node.inbox
                            .admin()
                            .replay(InboxFilter.all().of("order.*"), 100)
                            .events())
                    .isEqualTo(1);
            Node.await(() -> calls.containsKey("y"), calls::toString);
            node.awaitState("1", EventState.DONE);
            assertThat(node.entry("1").runs()).isEqualTo(2);
        }
    }
}
