package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.WebhookResponse;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import io.github.webhook4j.databases.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The database is away for a while, {@link Length as long as wanted}. */
@NeedsServers
class OutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    private Node node(HikariDataSource pool, long handlerMillis) {
        return new Node(
                pool,
                builder -> builder.lease(Duration.ofSeconds(1))
                        .retries(RetrySchedule.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 1000)),
                builder -> builder.on("*", (order, event) -> {
                    calls.merge(event.id(), 1, Integer::sum);
                    Node.pause(handlerMillis);
                }));
    }

    private static HikariDataSource pool(TestDatabase database) throws SQLException {
        HikariDataSource pool = database.pool(8);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        return pool;
    }

    /** Many at a time, because each may wait for a connection, and none for all the others. */
    private static void assertDeliveriesAreRefusedSoon(Node node, String prefix) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(16);
        try {
            long start = System.nanoTime();
            List<Future<WebhookResponse>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String id = prefix + i;
                answers.add(senders.submit(() -> node.answer(id, "order.paid", "a", 1)));
            }
            for (Future<WebhookResponse> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(503);
                assertThat(answer.get().headers()).containsKey("Retry-After");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.multipliedBy(8));
        } finally {
            senders.shutdownNow();
        }
    }

    @Test
    void aDatabaseThatIsAwayWhenTheInboxIsBuiltIsWaitedFor() throws Exception {
        try (TestDatabase database = TestDatabase.fresh(DatabaseKind.POSTGRESQL)) {
            try (HikariDataSource pool = pool(database)) {
                FenceTest.closed(pool).deliver("before");
            }
            database.crash();
            try (HikariDataSource pool = pool(database);
                    Node node = node(pool, 0)) {
                assertDeliveriesAreRefusedSoon(node, "refused");
                Node.pause(Length.of(Duration.ofSeconds(2)).toMillis());
                database.restart();
                Node.await(() -> calls.containsKey("before"), calls::toString);
                assertThat(node.deliver("after")).isEqualTo(200);
                node.awaitQuiet();
                assertThat(calls).containsOnlyKeys("before", "after");
            }
        }
    }

    @Test
    void aDatabaseThatGoesAwayInTheMiddleIsWaitedFor() throws Exception {
        try (TestDatabase database = TestDatabase.fresh(DatabaseKind.POSTGRESQL);
                HikariDataSource pool = pool(database);
                Node node = node(pool, 100)) {
            for (int i = 0; i < 30; i++) {
                assertThat(node.deliver("kept" + i)).isEqualTo(200);
            }
            database.crash();
            assertDeliveriesAreRefusedSoon(node, "refused");
            Node.pause(Length.of(Duration.ofSeconds(2)).toMillis());
            database.restart();
            Node.await(() -> node.deliver("after") == 200, () -> "still refused");
            node.awaitQuiet();
            assertThat(calls).hasSize(31).containsKey("after");
            assertThat(node.inbox.admin().count())
                    .singleElement()
                    .satisfies(count -> assertThat(count.state()).isEqualTo(EventState.DONE));
        }
    }
}
