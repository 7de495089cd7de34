package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import io.github.webhook4j.databases.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two processes that receive events are killed in turn, and every third time the database as well, while a sender delivers each
 * event until it is acknowledged. With H2 it is one process, which is the database, with one connection: with more of them H2 may
 * leave half of a transaction behind.
 */
@NeedsServers
class CrashTest {

    private static final int SENDERS = 4;
    private static final int KILLS = 6;
    private static final int MORE = 10;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<Receiver> receivers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger deliveries = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void whatWasAcknowledgedHasItsEffectOnceWhoeverDies(DatabaseKind kind) throws Exception {
        try (TestDatabase database = TestDatabase.fresh(kind)) {
            try (HikariDataSource pool = database.pool(2)) {
                Effects.create(pool);
            }
            deliverAndKill(database);
            try (HikariDataSource pool = database.pool(kind.hasServer() ? 10 : 1)) {
                drain(pool, kind);
                assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * MORE);
                assertThat(deliveries.get()).isGreaterThan(acknowledged.size());
                assertThat(Effects.of(pool)).containsExactlyInAnyOrderElementsOf(acknowledged);
                assertThat(Effects.collisions(pool)).isEmpty();
                assertThat(Node.ask(pool, "SELECT event_id FROM webhook_event WHERE state = 'DONE'"))
                        .containsExactlyInAnyOrderElementsOf(acknowledged);
                assertThat(Node.ask(pool, "SELECT COUNT(*) FROM run").equals(List.of("0")))
                        .isNotEqualTo(kind.hasServer());
            }
        }
    }

    private void deliverAndKill(TestDatabase database) throws Exception {
        List<Thread> senders = IntStream.range(0, SENDERS)
                .mapToObj(number -> new Thread(() -> send("s" + number + "-")))
                .toList();
        try {
            int nodes = database.kind().hasServer() ? 2 : 1;
            for (int i = 0; i < nodes; i++) {
                receivers.add(Receiver.start(database));
            }
            senders.forEach(Thread::start);
            long end = System.nanoTime() + Length.of(Duration.ZERO).toNanos();
            for (int kill = 1; kill <= KILLS || System.nanoTime() < end; kill++) {
                awaitMore();
                Node.pause(ThreadLocalRandom.current().nextInt(800));
                receivers.get(kill % nodes).process().kill();
                if (kill % 3 == 0 && database.kind().hasServer()) {
                    database.crash();
                    Node.pause(300);
                    database.restart();
                }
                receivers.set(kill % nodes, Receiver.start(database));
            }
            over.set(true);
            for (Thread sender : senders) {
                sender.join();
            }
        } finally {
            over.set(true);
            for (Receiver receiver : receivers) {
                receiver.process().kill();
            }
        }
    }

    /** So that there is something to lose, however slow the machine is. */
    private void awaitMore() {
        int before = acknowledged.size();
        Node.await(() -> acknowledged.size() >= before + MORE, () -> "not " + MORE + " more than " + before);
    }

    /** Delivers each event until it is acknowledged, and some after that. */
    private void send(String prefix) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int number = 0; !over.get(); number++) {
            String id = prefix + number;
            int wanted = random.nextInt(10) == 0 ? 2 : 1;
            for (int got = 0; got < wanted; ) {
                deliveries.incrementAndGet();
                if (status(id) == 200) {
                    acknowledged.add(id);
                    got++;
                } else {
                    Node.pause(20);
                }
            }
        }
    }

    private int status(String id) {
        URI uri = receivers
                .get(ThreadLocalRandom.current().nextInt(receivers.size()))
                .uri();
        HttpRequest request = HttpRequest.newBuilder(
                        Node.signed(id, "order.paid", "a", 1).toHttp(uri), (name, value) -> true)
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            // killed before, while or after it kept the event: the sender cannot know
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void drain(HikariDataSource pool, DatabaseKind kind) {
        JdbcTransactions transactions = JdbcTransactions.of(pool);
        Effects effects = new Effects(transactions, kind.hasServer() ? pool : null);
        try (Node first = new Node(pool, Effects.settings(transactions), builder -> builder.on("*", effects));
                Node second = new Node(pool, Effects.settings(transactions), builder -> builder.on("*", effects))) {
            first.awaitQuiet();
            second.awaitQuiet();
        }
    }
}
