package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What configuration says reaches the inbox, and what it says wrongly is named as the configuration names it. */
class InboxSettingsTest {

    private static InboxSettings times(
            @Nullable Integer threads, @Nullable Duration lease, @Nullable Duration poll, @Nullable Duration bodies) {
        return new InboxSettings(null, threads, lease, poll, bodies, null, null, null, null);
    }

    private static void assertRefused(InboxSettings settings, String why) {
        try (HikariDataSource unused = new HikariDataSource()) {
            assertThatThrownBy(() -> settings.builder(unused))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(why);
        }
    }

    @Test
    void whatIsWrongIsNamedByItsProperty() {
        assertRefused(times(0, null, null, null), "webhook4j.inbox.jdbc.threads: With 0 threads");
        assertRefused(times(null, Duration.ZERO, null, null), "webhook4j.inbox.jdbc.lease: PT0S is shorter");
        assertRefused(times(null, null, Duration.ZERO, null), "webhook4j.inbox.jdbc.poll: PT0S is shorter");
        assertRefused(times(null, null, null, Duration.ofDays(31)), "webhook4j.inbox.jdbc.retention: Bodies are kept");
    }

    @Test
    void noSettingsAreThoseOfTheBuilder() throws SQLException {
        try (HikariDataSource pool = TestDatabase.fresh(DatabaseKind.H2_FILE).pool(20)) {
            try (JdbcInbox inbox = new InboxSettings(null, null, null, null, null, null, null, null, null)
                    .builder(pool)
                    .build()) {
                assertThat(inbox.admin().count()).isEmpty();
            }
        }
    }

    @Test
    void tablesAreNotCreatedWhereSomebodyElseDoes() throws SQLException {
        try (HikariDataSource pool = TestDatabase.fresh(DatabaseKind.H2_FILE).pool(20)) {
            JdbcInbox.Builder builder = new InboxSettings(
                            HandlingMode.BATCH,
                            2,
                            Duration.ofSeconds(5),
                            Duration.ofMillis(50),
                            Duration.ofDays(1),
                            Duration.ofDays(2),
                            false,
                            true,
                            true)
                    .builder(pool);
            assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aDatabaseThatForgetsIsRefusedIfTheSettingsSaySo() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:forgets");
            JdbcInbox.Builder builder =
                    new InboxSettings(null, null, null, null, null, null, null, true, null).builder(pool);
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in memory");
        }
    }
}
