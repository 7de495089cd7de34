package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import io.github.webhook4j.databases.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two nodes whose connections are killed every 15 ms, whose handlers fail now and then, and stall for longer than a lease. {@code
 * -Dwebhook4j.fault.seconds=60} has it go on for longer.
 */
@NeedsServers
class FaultTest {

    private static final int KEYS = 6;
    private static final Duration FOR = Duration.ofSeconds(Long.getLong("webhook4j.fault.seconds", 6));

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, EXACT, true",
        "MARIADB, EXACT, true",
        "POSTGRESQL, BATCH, false",
        "MARIADB, BATCH, false",
        "POSTGRESQL, AT_LEAST_ONCE, false"
    })
    void nothingIsLostDoubleOrOutOfOrder(DatabaseKind kind, HandlingMode mode, boolean ordered) throws Exception {
        try (TestDatabase database = TestDatabase.fresh(kind);
                HikariDataSource pool = database.pool(40)) {
            pool.setConnectionTimeout(2_000);
            Node.run(
                    pool,
                    "CREATE TABLE effect (at "
                            + (kind == DatabaseKind.MARIADB ? "BIGINT AUTO_INCREMENT PRIMARY KEY" : "BIGSERIAL")
                            + ", id VARCHAR(100) NOT NULL)");
            Node[] nodes = {null, null};
            try (Node first = node(pool, mode, ordered, nodes, 0);
                    Node second = node(pool, mode, ordered, nodes, 1)) {
                nodes[0] = first;
                nodes[1] = second;
                disturb(database, first, second);
                first.awaitQuiet();
            }
            List<String> effects = Node.ask(pool, "SELECT id FROM effect ORDER BY at");
            assertThat(acknowledged).hasSizeGreaterThan(KEYS);
            assertThat(effects).containsAll(acknowledged);
            if (mode != HandlingMode.AT_LEAST_ONCE) {
                assertThat(effects).doesNotHaveDuplicates();
            }
            if (ordered) {
                assertInOrder(effects);
            }
            assertThat(Node.ask(pool, "SELECT DISTINCT state FROM webhook_event"))
                    .containsExactly("DONE");
        }
    }

    private static Node node(
            HikariDataSource pool, HandlingMode mode, boolean ordered, @Nullable Node[] nodes, int number) {
        return new Node(
                pool,
                builder -> {
                    builder.mode(mode)
                            .lease(Duration.ofSeconds(1))
                            .poll(Duration.ofMillis(30))
                            .retries(RetrySchedule.exponential(Duration.ofMillis(5), Duration.ofMillis(100), 1000));
                    if (ordered) {
                        builder.ordered(Ordering.byProvider());
                    }
                },
                builder -> builder.on("*", (order, event) -> {
                    Node node = nodes[number];
                    if (node != null) {
                        handle(node, mode, pool, event);
                    } else {
                        throw new IllegalStateException("not there yet");
                    }
                }));
    }

    private static void handle(Node node, HandlingMode mode, HikariDataSource pool, WebhookEvent event)
            throws SQLException {
        int chance = ThreadLocalRandom.current().nextInt(200);
        Sql insert = new Sql("INSERT INTO effect (id) VALUES (?)", event.id());
        if (mode == HandlingMode.AT_LEAST_ONCE) {
            try (java.sql.Connection own = pool.getConnection()) {
                insert.update(own);
            }
        } else {
            insert.update(node.transactions.connection());
        }
        if (chance < 4) {
            throw new IllegalStateException("on purpose");
        }
        if (chance == 4) {
            Node.pause(1_300);
        }
    }

    private void disturb(TestDatabase database, Node first, Node second) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(KEYS);
        try {
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < KEYS; i++) {
                String key = "k" + i;
                sending.add(senders.submit(() -> send(key, first, second)));
            }
            long end = System.nanoTime() + FOR.toNanos();
            while (System.nanoTime() < end) {
                database.killConnections();
                Node.pause(15);
            }
            over = true;
            for (Future<?> future : sending) {
                future.get();
            }
        } finally {
            over = true;
            senders.shutdownNow();
        }
    }

    /** One after the other, each until it is acknowledged, so that there is an order to keep. */
    private void send(String key, Node first, Node second) {
        for (int number = 0; !over && number < 500; number++) {
            String id = key + "-" + number;
            for (int attempt = number;
                    (attempt % 2 == 0 ? first : second).deliver(id, "order.paid", key, number) != 200;
                    attempt++) {
                Node.pause(5);
            }
            acknowledged.add(id);
        }
    }

    private static void assertInOrder(List<String> effects) {
        for (int i = 0; i < KEYS; i++) {
            String key = "k" + i + "-";
            List<Integer> numbers = effects.stream()
                    .filter(id -> id.startsWith(key))
                    .map(id -> Integer.valueOf(id.substring(key.length())))
                    .toList();
            List<Integer> sorted = new ArrayList<>(numbers);
            Collections.sort(sorted);
            assertThat(numbers).as(key).isEqualTo(sorted);
        }
    }
}
