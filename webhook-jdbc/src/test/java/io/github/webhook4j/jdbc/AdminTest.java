package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What those see and can do who look after the inbox. */
@NeedsServers
class AdminTest {

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final AtomicBoolean broken = new AtomicBoolean();

    private Node node(HikariDataSource pool) {
        return new Node(
                pool,
                builder -> builder.retention(new Retention(Duration.ofDays(7), Duration.ofDays(30))),
                builder -> builder.on("order.*", (order, event) -> {
                    calls.merge(event.id(), 1, Integer::sum);
                    if (broken.get()) {
                        throw new io.github.webhook4j.GiveUp("on purpose");
                    }
                }));
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void eventsAreListedCountedAndShown(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind);
                Node node = node(pools.fresh())) {
            broken.set(true);
            node.deliver("1", "order.paid", "a", 1);
            node.awaitState("1", EventState.DEAD);
            broken.set(false);
            node.deliver("2", "order.paid_", "a", 1);
            node.deliver("3", "orderXpaid", "a", 1);
            node.awaitState("2", EventState.DONE);
            InboxAdmin admin = node.inbox.admin();
            assertThat(ids(admin, InboxFilter.all())).containsExactly("3", "2", "1");
            assertThat(admin.list(InboxFilter.all(), 2)).hasSize(2);
            assertThat(ids(admin, InboxFilter.all().of("order.*"))).containsExactly("2", "1");
            assertThat(ids(admin, InboxFilter.all().of("order.paid_"))).containsExactly("2");
            assertThat(ids(admin, InboxFilter.all().in(EventState.DEAD))).containsExactly("1");
            assertThat(ids(admin, InboxFilter.all().at("shop").with("3"))).containsExactly("3");
            assertThat(ids(admin, InboxFilter.all().at("elsewhere"))).isEmpty();
            assertShown(admin, node.entry("1"));
            assertThat(admin.count())
                    .extracting(count -> count.endpoint() + " " + count.state() + " " + count.events())
                    .containsExactly("shop DEAD 1", "shop DONE 2");
            assertThat(admin.count())
                    .allSatisfy(count -> assertThat(count.oldest()).isBetween(Duration.ZERO, Duration.ofMinutes(5)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void theBacklogIsWhatIsDue(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource connections = pools.fresh();
            InboxAdmin admin;
            try (Node node = node(connections)) {
                node.deliver("1", "order.paid", "a", 1);
                node.awaitState("1", EventState.DONE);
                admin = node.inbox.admin();
                assertThat(admin.backlog()).isEqualTo(new InboxBacklog(0, Duration.ZERO));
            }
            try (Connection connection = connections.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "UPDATE webhook_event SET lane = -1, state = 'WAITING', due_at = kept_at - 60000");
            }
            assertThat(admin.backlog().due()).isEqualTo(1);
            assertThat(admin.backlog().overdue()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(5));
        }
    }

    private static void assertShown(InboxAdmin admin, InboxEntry dead) {
        assertThat(ids(admin, InboxFilter.numbered(dead.number()))).containsExactly("1");
        assertThat(ids(admin, InboxFilter.all().kept(dead.keptAt(), null))).hasSize(3);
        assertThat(ids(admin, InboxFilter.all().kept(null, dead.keptAt()))).isEmpty();
        assertThat(dead.keptAt())
                .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(300));
        assertThat(dead.key()).isEqualTo("1");
        assertThat(dead.failure()).isEqualTo("on(\"order.*\"): io.github.webhook4j.GiveUp: on purpose");
        assertThat(admin.event(dead.number())).get().satisfies(event -> {
            assertThat(event.body()).asString().contains("\"id\":\"1\"");
            assertThat(event.endpoint()).isEqualTo("shop");
        });
        assertThat(admin.event(-5)).isEmpty();
    }

    private static List<String> ids(InboxAdmin admin, InboxFilter filter) {
        return admin.list(filter, 100).stream().map(InboxEntry::id).toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void aReplayRunsWhatHasEndedAnewAtItsRate(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            try (Node node = node(pool)) {
                for (int i = 0; i < 5; i++) {
                    node.deliver("e" + i);
                }
                node.awaitQuiet();
                Node.run(pool, "UPDATE webhook_event SET body = NULL WHERE event_id = 'e0'");
                InboxAdmin admin = node.inbox.admin();
                Replay expected = new Replay(4, 1, Duration.ofMillis(400));
                assertThat(admin.plan(InboxFilter.all(), 10)).isEqualTo(expected);
                assertThat(calls.values()).allMatch(number -> number == 1);
                Instant start = Instant.now();
                assertThat(admin.replay(InboxFilter.all(), 10)).isEqualTo(expected);
                node.awaitQuiet();
                assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(250));
                assertThat(calls).containsEntry("e0", 1).containsEntry("e1", 2).containsEntry("e4", 2);
                assertThat(node.entry("e4").runs()).isEqualTo(2);
                assertThat(node.entry("e4").attempts()).isEqualTo(1);
                assertThatThrownBy(() -> admin.replay(InboxFilter.all(), 0))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void deadEventsAreDiscardedAndEndedOnesPurged(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind);
                Node node = node(pools.fresh())) {
            broken.set(true);
            node.deliver("1");
            node.awaitState("1", EventState.DEAD);
            InboxAdmin admin = node.inbox.admin();
            assertThat(admin.discard(InboxFilter.all())).isEqualTo(1);
            assertThat(admin.arm(InboxFilter.all())).isZero();
            assertThat(node.entry("1").state()).isEqualTo(EventState.DONE);
            assertThat(node.deliver("1")).isEqualTo(200);
            assertThat(calls).containsEntry("1", 1);
            assertThat(admin.purge(InboxFilter.all())).isEqualTo(1);
            assertThat(admin.list(InboxFilter.all(), 10)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void bodiesGoEarlyAndIdsLate(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            try (Node node = node(pool)) {
                for (int i = 0; i < 1200; i++) {
                    node.deliver("e" + i, "nobody.handles", "a", i);
                }
                broken.set(true);
                node.deliver("dead");
                node.awaitState("dead", EventState.DEAD);
                Housekeeping housekeeping = housekeeping(new Database(pool), settings(node));
                housekeeping.purge();
                assertThat(node.entry("e0").hasBody()).isTrue();
                age(pool, Duration.ofDays(8));
                housekeeping.purge();
                assertThat(node.inbox.admin().list(InboxFilter.all().in(EventState.DONE), 2000))
                        .hasSize(1200)
                        .noneMatch(InboxEntry::hasBody);
                assertThat(node.entry("dead").hasBody()).isTrue();
                assertThat(node.deliver("e7", "nobody.handles", "a", 7)).isEqualTo(200);
                assertThat(node.entry("e7").hasBody()).isFalse();
                age(pool, Duration.ofDays(23));
                housekeeping.purge();
                assertThat(node.inbox.admin().list(InboxFilter.all(), 10)).isEmpty();
                if (kind == DatabaseKind.POSTGRESQL) {
                    assertThat(Node.ask(pool, "SELECT seq FROM webhook_key")).isEmpty();
                }
                housekeeping.close();
            }
        }
    }

    private static Housekeeping housekeeping(Database database, Settings settings) {
        Leases leases = new Leases(database, "x", Duration.ofMinutes(1));
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

    private static Settings settings(Node node) {
        return new Settings(
                HandlingMode.EXACT,
                node.transactions,
                1,
                RetrySchedule.usual(),
                Retention.USUAL,
                event -> event,
                null,
                Duration.ofMinutes(1),
                Duration.ofSeconds(1));
    }

    private static void age(HikariDataSource pool, Duration time) {
        Node.run(pool, "UPDATE webhook_event SET due_at = due_at - " + time.toMillis());
    }
}
