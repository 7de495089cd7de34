package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.RetryLater;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events of one key follow each other, whatever happens to one of them. */
@NeedsServers
class OrderTest {

    private final Map<String, Queue<Long>> order = new ConcurrentHashMap<>();

    private void note(String object, long number) {
        order.computeIfAbsent(object, first -> new ConcurrentLinkedQueue<>()).add(number);
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void twoNodesHandleTheEventsOfEachKeyInOrder(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            Map<String, AtomicBoolean> failed = new ConcurrentHashMap<>();
            java.util.function.Consumer<Node.Builder> handlers = builder -> builder.on("*", (order, event) -> {
                if (order.number() % 5 == 0
                        && failed.computeIfAbsent(event.id(), first -> new AtomicBoolean())
                                .compareAndSet(false, true)) {
                    throw new RetryLater(Duration.ofMillis(5));
                }
                note(order.object(), order.number());
            });
            try (Node first = new Node(pool, builder -> builder.ordered(Ordering.byProvider()), handlers);
                    Node second = new Node(pool, builder -> builder.ordered(Ordering.byProvider()), handlers)) {
                for (long number = 0; number < 25; number++) {
                    for (String object : List.of("a", "b", "c", "d")) {
                        Node node = number % 2 == 0 ? first : second;
                        assertThat(node.deliver(object + number, "order.paid", object, number))
                                .isEqualTo(200);
                    }
                }
                first.awaitQuiet();
            }
            assertThat(order).hasSize(4);
            order.values()
                    .forEach(numbers -> assertThat(new ArrayList<>(numbers)).isEqualTo(upTo(25)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void anEventThatFailsHoldsUpItsKeyAloneUntilItIsDead(DatabaseKind kind) throws Exception {
        AtomicBoolean mended = new AtomicBoolean();
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            try (Node node = new Node(
                    pool,
                    builder -> builder.ordered(Ordering.by(
                                    event -> event.json().at("/data/object").asText()))
                            .retries(RetrySchedule.of(Duration.ofHours(1))),
                    builder -> builder.on("*", (order, event) -> {
                        if (order.object().equals("bad") && order.number() == 0 && !mended.get()) {
                            throw new IllegalStateException("on purpose");
                        }
                        note(order.object(), order.number());
                    }))) {
                for (long number = 0; number < 3; number++) {
                    node.deliver("bad" + number, "order.paid", "bad", number);
                    node.deliver("good" + number, "order.paid", "good", number);
                }
                node.awaitState("good2", EventState.DONE);
                Node.await(
                        () -> node.entry("bad0").state() == EventState.WAITING
                                && node.entry("bad0").attempts() == 1,
                        () -> node.entry("bad0").toString());
                assertThat(order).containsOnlyKeys("good");
                Node.run(pool, "UPDATE webhook_event SET due_at = 0 WHERE event_id = 'bad0'");
                node.awaitState("bad0", EventState.DEAD);
                node.awaitState("bad2", EventState.DONE);
                assertThat(new ArrayList<>(order.get("bad"))).containsExactly(1L, 2L);
                mended.set(true);
                assertThat(node.inbox.admin().arm(InboxFilter.all().with("bad0")))
                        .isEqualTo(1);
                node.awaitState("bad0", EventState.DONE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void anEventThatHasFailedOftenEnoughIsPassedByTheOthers(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind);
                Node node = new Node(
                        pools.fresh(),
                        builder -> builder.ordered(Ordering.byProvider().skipAfter(2))
                                .retries(RetrySchedule.of(Duration.ZERO, Duration.ofHours(1))),
                        builder -> builder.on("*", (order, event) -> {
                            if (order.number() == 0) {
                                throw new IllegalStateException("on purpose");
                            }
                            note(order.object(), order.number());
                        }))) {
            node.deliver("0", "order.paid", "a", 0);
            node.deliver("1", "order.paid", "a", 1);
            node.awaitState("1", EventState.DONE);
            assertThat(node.entry("0").state()).isEqualTo(EventState.WAITING);
            assertThat(node.entry("0").attempts()).isEqualTo(2);
        }
    }
}
