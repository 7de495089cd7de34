package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.RetryLater;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes whose clocks differ by two hours: what counts is the database's. */
@NeedsServers
class ClockTest {

    /** {@code System.nanoTime} is none: it measures, and tells no time. */
    private static final Pattern CLOCKS = Pattern.compile(
            "currentTimeMillis|\\.now\\(|\\bClock\\b|new Date\\(|Calendar|CURRENT_DATE|LOCALTIME|\\bNOW\\(|SYSDATE");

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    private Node node(HikariDataSource pool, HandlingMode mode, Duration offset) {
        return new Node(
                pool,
                builder -> builder.mode(mode).lease(Duration.ofSeconds(1)),
                builder -> builder.on("order.slow", (order, event) -> {
                            calls.merge(event.id(), 1, Integer::sum);
                            Node.pause(2_500);
                        })
                        .on("order.later", (order, event) -> {
                            if (calls.merge(event.id(), 1, Integer::sum) == 1) {
                                throw new RetryLater(Duration.ofSeconds(1));
                            }
                        })
                        .endpoint()
                        .clock(Clock.offset(Clock.systemUTC(), offset)));
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void leasesAndTriesAreThoseOfTheDatabasesClock(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            try (Node ahead = node(pool, HandlingMode.AT_LEAST_ONCE, Duration.ofHours(1));
                    Node behind = node(pool, HandlingMode.EXACT, Duration.ofHours(-1))) {
                List<Node> nodes = List.of(ahead, behind);
                for (int i = 0; i < 2; i++) {
                    nodes.get(i).deliver("slow" + i, "order.slow", "a", i);
                    nodes.get(i).deliver("later" + i, "order.later", "a", i);
                }
                ahead.awaitQuiet();
                assertThat(calls)
                        .containsEntry("slow0", 1)
                        .containsEntry("slow1", 1)
                        .containsEntry("later0", 2)
                        .containsEntry("later1", 2);
                for (String id : List.of("slow0", "slow1", "later0", "later1")) {
                    InboxEntry entry = ahead.entry(id);
                    assertThat(entry.keptAt())
                            .isBetween(
                                    Instant.now().minusSeconds(300),
                                    Instant.now().plusSeconds(300));
                    assertThat(Duration.between(entry.changedAt(), entry.dueAt()))
                            .isBetween(Duration.ofDays(6), Duration.ofDays(8));
                }
                Duration waited = Duration.between(
                        ahead.entry("later0").keptAt(), ahead.entry("later0").changedAt());
                assertThat(waited).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
                List<String> received = Node.ask(pool, "SELECT MAX(received_at) - MIN(received_at) FROM webhook_event");
                assertThat(Duration.ofMillis(Long.parseLong(received.get(0)))).isGreaterThan(Duration.ofMinutes(100));
            }
        }
    }

    @Test
    void nothingInTheInboxAsksTheNodesClock() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
            List<Path> sources = files.filter(Files::isRegularFile).toList();
            assertThat(sources).hasSizeGreaterThan(30);
            for (Path source : sources) {
                assertThat(CLOCKS.matcher(Files.readString(source)).results().map(result -> result.group()))
                        .as(source.toString())
                        .isEmpty();
            }
        }
        assertThat(CLOCKS.matcher("Instant.now()").find()).isTrue();
    }
}
