package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.ChildJvm;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import io.github.webhook4j.databases.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An event whose handler ends its process, and the innocent ones beside it. */
@NeedsServers
class PoisonTest {

    private static final int TRIES = 3;
    private static final int INNOCENT = 30;
    private static final int DEATHS_AT_MOST = 12;

    private static Consumer<JdbcInbox.Builder> settings(JdbcTransactions transactions) {
        return builder -> builder.transactions(transactions)
                .lease(Duration.ofSeconds(1))
                .retries(RetrySchedule.of(Duration.ZERO, Duration.ZERO));
    }

    /** Handles events until one ends it. */
    static final class Victim {

        private Victim() {}

        public static void main(String[] database) throws InterruptedException {
            HikariDataSource pool = Receiver.pool(database, 8);
            JdbcTransactions transactions = JdbcTransactions.of(pool);
            @SuppressWarnings("resource") // ends with the process
            Node unused = new Node(
                    pool,
                    settings(transactions),
                    builder -> builder.on("*", (order, event) -> {
                        new Sql("INSERT INTO effect (id) VALUES (?)", event.id()).update(transactions.connection());
                        // long enough that the innocent are in the middle when the poison takes effect
                        Node.pause(20);
                        if (event.id().equals("poison")) {
                            Runtime.getRuntime().halt(9);
                        }
                    }));
            // all other threads are daemons
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static ChildJvm start(TestDatabase database) throws Exception {
        return ChildJvm.start(
                List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"),
                Victim.class,
                database.url(),
                database.user(),
                database.password());
    }

    @Test
    void aPoisonousEventEndsDeadAndTheInnocentAreHandledOnce() throws Exception {
        try (TestDatabase database = TestDatabase.fresh(DatabaseKind.POSTGRESQL);
                HikariDataSource pool = database.pool(4)) {
            Node.run(pool, "CREATE TABLE effect (id VARCHAR(100) NOT NULL)");
            Node keeps = FenceTest.closed(pool);
            for (int i = 0; i < INNOCENT; i++) {
                keeps.deliver("innocent" + i);
                if (i == 1) {
                    keeps.deliver("poison");
                }
            }
            survivor(database, keeps).close();
            // the last time it is only found to have been tried often enough
            assertThat(keeps.entry("poison").attempts()).isEqualTo(TRIES + 1);
            assertThat(keeps.entry("poison").state()).isEqualTo(EventState.DEAD);
            assertThat(keeps.entry("poison").failure()).contains("ended with its process");
            assertThat(Node.ask(pool, "SELECT id FROM effect"))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, INNOCENT)
                            .mapToObj(i -> "innocent" + i)
                            .toList());
        }
    }

    /** Starts process after process until one has nothing left to do. */
    private static ChildJvm survivor(TestDatabase database, Node keeps) throws Exception {
        for (int death = 0; death <= DEATHS_AT_MOST; death++) {
            ChildJvm victim = start(database);
            while (victim.handle().isAlive()) {
                if (isQuiet(keeps)) {
                    return victim;
                }
                Node.pause(50);
            }
            victim.handle().onExit().get(1, TimeUnit.MINUTES);
        }
        throw new AssertionError(DEATHS_AT_MOST + " deaths, and it goes on: "
                + keeps.inbox.admin().count());
    }

    private static boolean isQuiet(Node keeps) {
        return keeps.inbox
                .admin()
                .list(InboxFilter.all().in(EventState.WAITING, EventState.RUNNING), 1)
                .isEmpty();
    }
}
