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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL's events are known by is in a table of its own, which must not say what the events' table does not. */
@NeedsServers
class KeysTest {

    private final List<WebhookEvent> handled = new CopyOnWriteArrayList<>();
    private final Pools pools = new Pools(DatabaseKind.POSTGRESQL);
    private HikariDataSource pool;
    private Node node;

    @BeforeEach
    void start() throws Exception {
        pool = pools.fresh();
        node = new Node(pool, builder -> {}, builder -> builder.on("*", (order, event) -> handled.add(event)));
    }

    @AfterEach
    void end() throws Exception {
        node.close();
        pools.close();
    }

    private void delivered(String id) {
        assertThat(node.deliver(id)).isEqualTo(200);
        node.awaitQuiet();
    }

    private List<String> keysWithoutEvent() {
        return Node.ask(pool, "SELECT seq FROM webhook_key WHERE seq NOT IN (SELECT seq FROM webhook_event)");
    }

    @Test
    void whatIsPurgedLeavesNoKey() {
        delivered("purged");
        delivered("stays");
        assertThat(node.inbox.admin().purge(InboxFilter.all().with("purged"))).isEqualTo(1);
        assertThat(Node.ask(pool, "SELECT seq FROM webhook_key")).hasSize(1);
        assertThat(keysWithoutEvent()).isEmpty();
        delivered("purged");
        delivered("stays");
        assertThat(handled).hasSize(3);
    }

    @Test
    void aClaimThatIsReleasedLeavesNoKey() {
        delivered("1");
        node.inbox.admin().purge(InboxFilter.all());
        WebhookEvent event = handled.get(0);
        Claim claim = node.inbox.claim(event);
        assertThat(claim.state()).isEqualTo(State.NEW);
        node.inbox.release(claim);
        assertThat(Node.ask(pool, "SELECT seq FROM webhook_key")).isEmpty();
        assertThat(node.inbox.claim(event).state()).isEqualTo(State.NEW);
    }

    @Test
    void anEventThatSomebodyHasRemovedByHandIsKeptWhenItComesAgain() {
        delivered("1");
        Node.run(pool, "DELETE FROM webhook_event");
        assertThat(keysWithoutEvent()).hasSize(1);
        delivered("1");
        delivered("1");
        assertThat(handled).hasSize(2);
        assertThat(keysWithoutEvent()).isEmpty();
    }
}
