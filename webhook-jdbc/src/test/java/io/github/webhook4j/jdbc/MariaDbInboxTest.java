package io.github.webhook4j.jdbc;

import io.github.webhook4j.Inbox;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import io.github.webhook4j.test.DurableInboxContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

@NeedsServers
class MariaDbInboxTest extends DurableInboxContract {

    private final Pools pools = new Pools(DatabaseKind.MARIADB);

    @Override
    protected Inbox inbox(Duration lease) throws Exception {
        return JdbcInbox.builder(pools.fresh())
                .lease(lease)
                .poll(Duration.ofMillis(50))
                .build();
    }

    @AfterEach
    void closePools() throws Exception {
        pools.close();
    }
}
