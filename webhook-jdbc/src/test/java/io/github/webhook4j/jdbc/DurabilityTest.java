package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import io.github.webhook4j.databases.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that says a commit is safe before it is: 41 acknowledged events were lost that way in a trial. */
@NeedsServers
class DurabilityTest {

    /** The one refuses, the other warns and works. */
    private static void assertFound(HikariDataSource pool, String gap) {
        assertThat(Durability.gaps(new Database(pool)))
                .singleElement()
                .asString()
                .contains(gap);
        assertThatThrownBy(() -> JdbcInbox.builder(pool).requireDurability().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("acknowledges what it may lose")
                .hasMessageContaining(gap);
        try (Node node = new Node(pool, builder -> {}, builder -> builder.on("*", (order, event) -> {}))) {
            assertThat(node.deliver("1")).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void aDurableDatabaseIsTakenWithoutAWord(DatabaseKind kind) throws Exception {
        try (Pools pools = new Pools(kind)) {
            HikariDataSource pool = pools.fresh();
            assertThat(Durability.gaps(new Database(pool))).isEmpty();
            JdbcInbox.builder(pool).requireDurability().build().close();
        }
    }

    @Test
    void postgreSqlWithoutSynchronousCommitIsFound() throws Exception {
        try (TestDatabase database = TestDatabase.fresh(DatabaseKind.POSTGRESQL);
                HikariDataSource administration = database.pool(1)) {
            String name = database.url().substring(database.url().lastIndexOf('/') + 1);
            Node.run(administration, "ALTER DATABASE " + name + " SET synchronous_commit = off");
            try (HikariDataSource pool = database.pool(4)) {
                assertFound(pool, "synchronous_commit");
            }
            Node.run(administration, "ALTER DATABASE " + name + " SET synchronous_commit = local");
            try (HikariDataSource pool = database.pool(1)) {
                assertThat(Durability.gaps(new Database(pool))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "2"})
    void mariaDbThatFlushesLaterIsFound(int setting) throws Exception {
        try (Pools pools = new Pools(DatabaseKind.MARIADB)) {
            HikariDataSource pool = pools.fresh();
            Node.run(pool, "SET GLOBAL innodb_flush_log_at_trx_commit = " + setting);
            try {
                assertFound(pool, "innodb_flush_log_at_trx_commit is " + setting);
            } finally {
                Node.run(pool, "SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            }
        }
    }

    @Test
    void h2WithItsUsualDelayIsFound() throws Exception {
        try (TestDatabase database = TestDatabase.fresh(DatabaseKind.H2_FILE)) {
            try (HikariDataSource pool = h2(database.url().replace(";WRITE_DELAY=0", ""))) {
                assertFound(pool, "add ;WRITE_DELAY=0");
            }
        }
    }

    @Test
    void h2InMemoryIsFound() throws Exception {
        try (TestDatabase database = TestDatabase.fresh(DatabaseKind.H2_MEMORY);
                HikariDataSource pool = h2(database.url())) {
            assertFound(pool, "in memory");
        }
    }

    @ParameterizedTest
    @CsvSource({"2.5.252 (2026-07-11), true", "2.4.240 (2025-09-22), false", "2.5.260 (2027-01-01), false"})
    void theReleaseOfH2ThatLosesCommitsIsFound(String version, boolean loses) {
        assertThat(Durability.loses(version)).isEqualTo(loses);
    }

    private static HikariDataSource h2(String url) throws SQLException {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("webhook4j");
        pool.setPassword("");
        assertThat(List.of(url)).noneMatch(text -> text.contains("WRITE_DELAY=0"));
        return pool;
    }
}
