package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.ChildJvm;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import io.github.webhook4j.databases.TestDatabase;
import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two processes that are killed in turn, on a database that is killed as well, and a sender that delivers until it gets 200. {@code
 * -Dwebhook4j.crash.seconds=600} has it go on for longer.
 */
@NeedsServers
class CrashTest {

    private static final int SENDERS = 4;
    private static final Duration FOR = Duration.ofSeconds(Long.getLong("webhook4j.crash.seconds", 25));

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final AtomicReferenceArray<URI> receivers = new AtomicReferenceArray<>(2);
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    @Test
    @Timeout(1200)
    void whatWasAcknowledgedHasItsEffectOnceWhateverIsKilled() throws Exception {
        try (TestDatabase database = TestDatabase.fresh(DatabaseKind.POSTGRESQL)) {
            try (HikariDataSource pool = database.pool(2)) {
                Node.run(pool, "CREATE TABLE effect (id VARCHAR(100) NOT NULL)");
                Node.run(
                        pool,
                        "CREATE TABLE run (event_id VARCHAR(100), node VARCHAR(100), run BIGINT, began TIMESTAMPTZ, ended TIMESTAMPTZ)");
            }
            killInTurn(database);
            try (HikariDataSource pool = database.pool(20)) {
                drain(pool);
                assertNothingIsLostOrDouble(pool);
            }
        }
    }

    private void killInTurn(TestDatabase database) throws Exception {
        List<ChildJvm> processes = new ArrayList<>(List.of(start(database, 0), start(database, 1)));
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        List<Future<?>> sending = new ArrayList<>();
        try {
            for (int i = 0; i < SENDERS; i++) {
                int sender = i;
                sending.add(senders.submit(() -> send(sender)));
            }
            long end = System.nanoTime() + FOR.toNanos();
            for (int kill = 1; System.nanoTime() < end; kill++) {
                Node.pause(1_000);
                int victim = kill % 2;
                processes.get(victim).kill();
                processes.set(victim, start(database, victim));
                if (kill % 3 == 0) {
                    database.crash();
                    Node.pause(200);
                    database.restart();
                }
            }
            over = true;
            for (Future<?> future : sending) {
                future.get();
            }
        } finally {
            over = true;
            for (ChildJvm process : processes) {
                process.kill();
            }
            senders.shutdownNow();
        }
    }

    private ChildJvm start(TestDatabase database, int number) throws IOException {
        ChildJvm process = ChildJvm.start(
                List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"),
                CrashReceiver.class,
                database.url(),
                database.user(),
                database.password(),
                "node " + number);
        String port = Objects.requireNonNull(process.line(), "the receiver did not start");
        receivers.set(number, URI.create("http://127.0.0.1:" + port + "/"));
        return process;
    }

    private void send(int sender) {
        for (int number = 0; !over; number++) {
            String id = "s" + sender + "-" + number;
            String body = "{\"id\":\"" + id + "\",\"type\":\"order.paid\",\"data\":{\"object\":\"a\",\"number\":1}}";
            SignedRequest request = SignedRequest.of(Node.PROVIDER)
                    .body(body.getBytes(StandardCharsets.UTF_8))
                    .build();
            for (int attempt = sender; !isAcknowledged(request, attempt); attempt++) {
                Node.pause(20);
            }
            acknowledged.add(id);
            if (number % 10 == 0) {
                isAcknowledged(request, sender + 1);
            }
        }
    }

    /** Whoever is down, or answers too late, is tried again, as senders do. */
    private boolean isAcknowledged(SignedRequest request, int attempt) {
        try {
            HttpRequest http = HttpRequest.newBuilder(
                            request.toHttp(Objects.requireNonNull(receivers.get(attempt % 2))), (name, value) -> true)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            int status = client.send(http, BodyHandlers.discarding()).statusCode();
            assertThat(status).isIn(200, 503);
            return status == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void drain(HikariDataSource pool) {
        Node[] self = new Node[1];
        try (Node node = new Node(
                pool,
                builder ->
                        builder.retries(RetrySchedule.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 100)),
                builder -> builder.on(
                        "*",
                        (order, event) -> new Sql("INSERT INTO effect (id) VALUES (?)", event.id())
                                .update(self[0].transactions.connection())))) {
            self[0] = node;
            node.awaitQuiet();
        }
    }

    private void assertNothingIsLostOrDouble(HikariDataSource pool) {
        assertThat(acknowledged).hasSizeGreaterThan(20);
        assertThat(Node.ask(pool, "SELECT id FROM effect"))
                .as("effects")
                .doesNotHaveDuplicates()
                .containsAll(acknowledged);
        assertThat(Node.ask(pool, "SELECT DISTINCT state FROM webhook_event")).containsExactly("DONE");
        assertThat(Node.ask(
                        pool,
                        "SELECT a.event_id FROM run a JOIN run b ON a.event_id = b.event_id AND (a.node, a.run) <> (b.node, b.run)"
                                + " WHERE b.began > a.began AND b.began < a.ended"))
                .as("run by two at a time")
                .isEmpty();
    }
}
