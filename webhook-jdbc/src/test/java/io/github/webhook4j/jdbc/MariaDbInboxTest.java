package io.github.webhook4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.Inbox;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.TestDatabase;
import io.github.webhook4j.test.DurableInboxContract;
import java.time.Duration;

class MariaDbInboxTest extends DurableInboxContract {

    @Override
    protected Inbox inbox(Duration lease) throws Exception {
        HikariDataSource pool = TestDatabase.fresh(DatabaseKind.MARIADB).pool(20);
        return JdbcInbox.builder(pool).lease(lease).poll(Duration.ofMillis(50)).build();
    }
}
