package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.Inbox.Claim;
import io.github.webhook4j.Inbox.State;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What PostgreSQL's events are known by is in a table of its own, which must not say what the events' table does not. */
@NeedsServers
class KeysTest {

    private final List<WebhookEvent> handled = new CopyOnWriteArrayList<>();

    private Node node(HikariDataSource pool) {
        return new Node(pool, builder -> {}, builder -> builder.on("*", (order, event) -> handled.add(event)));
    }

    private static List<String> keysWithoutEvent(HikariDataSource pool) {
        return Node.ask(pool, "SELECT seq FROM webhook_key WHERE seq NOT IN (SELECT seq FROM webhook_event)");
    }

    @Test
    void whatIsPurgedLeavesNoKey() throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            HikariDataSource pool = pools.fresh();
            try (Node node = node(pool)) {
                node.deliver("purged");
                node.deliver("stays");
                node.awaitQuiet();
                assertThat(node.inbox.admin().purge(InboxFilter.all().with("purged")))
                        .isEqualTo(1);
                assertThat(Node.ask(pool, "SELECT seq FROM webhook_key")).hasSize(1);
                assertThat(keysWithoutEvent(pool)).isEmpty();
                assertThat(node.deliver("purged")).isEqualTo(200);
                assertThat(node.deliver("stays")).isEqualTo(200);
                node.awaitQuiet();
            }
            assertThat(handled).hasSize(3);
        }
    }

    @Test
    void aClaimThatIsReleasedLeavesNoKey() throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            HikariDataSource pool = pools.fresh();
            try (Node node = node(pool)) {
                node.deliver("1");
                node.awaitQuiet();
                node.inbox.admin().purge(InboxFilter.all());
                WebhookEvent event = handled.get(0);
                Claim claim = node.inbox.claim(event);
                assertThat(claim.state()).isEqualTo(State.NEW);
                node.inbox.release(claim);
                assertThat(Node.ask(pool, "SELECT seq FROM webhook_key")).isEmpty();
                assertThat(node.inbox.claim(event).state()).isEqualTo(State.NEW);
            }
        }
    }

    @Test
    void anEventThatSomebodyHasRemovedByHandIsKeptWhenItComesAgain() throws Exception {
        try (Pools pools = new Pools(DatabaseKind.POSTGRESQL)) {
            HikariDataSource pool = pools.fresh();
            try (Node node = node(pool)) {
                node.deliver("1");
                node.awaitQuiet();
                Node.run(pool, "DELETE FROM webhook_event");
                assertThat(keysWithoutEvent(pool)).hasSize(1);
                assertThat(node.deliver("1")).isEqualTo(200);
                node.awaitQuiet();
                assertThat(node.deliver("1")).isEqualTo(200);
                node.awaitQuiet();
            }
            assertThat(handled).hasSize(2);
            assertThat(keysWithoutEvent(pool)).isEmpty();
        }
    }
}
