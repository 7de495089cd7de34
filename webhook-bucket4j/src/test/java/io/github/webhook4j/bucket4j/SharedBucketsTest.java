package io.github.webhook4j.bucket4j;

import static io.github.webhook4j.bucket4j.Takes.taken;
import static io.github.webhook4j.bucket4j.Takes.takenTogether;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.webhook4j.Rate;
import io.github.webhook4j.RateLimiter;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.NeedsServers;
import io.github.webhook4j.databases.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that share one rate in PostgreSQL. */
@NeedsServers
class SharedBucketsTest {

    private static final Rate TWENTY_A_DAY = Rate.parse("20/d");

    private final TestDatabase database = TestDatabase.fresh(DatabaseKind.POSTGRESQL);
    private final List<HikariDataSource> pools = new ArrayList<>();

    SharedBucketsTest() throws SQLException {}

    @BeforeEach
    void createTable() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE webhook_rate (id TEXT PRIMARY KEY, state BYTEA, expires_at BIGINT)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        pools.forEach(HikariDataSource::close);
        database.close();
    }

    private RateLimiter node() throws SQLException {
        HikariDataSource pool = database.pool(4);
        pool.setConnectionTimeout(1000);
        pools.add(pool);
        ProxyManager<String> counts = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(pool)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("webhook_rate")
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .build();
        return BucketRateLimiter.shared(counts);
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT id FROM webhook_rate ORDER BY id")) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    @Test
    void nodesTogetherTakeNoMoreThanTheRate() throws Exception {
        List<RateLimiter> nodes = List.of(node(), node());
        assertThat(takenTogether(nodes, "stripe", TWENTY_A_DAY, 15)).isEqualTo(20);
        assertThat(nodes).allSatisfy(node -> {
            assertThat(node.peek("stripe", TWENTY_A_DAY)).isPositive();
            assertThat(node.peek("github", TWENTY_A_DAY)).isZero();
        });
    }

    @Test
    void whatOneNodeHasTakenTheOtherLacks() throws SQLException {
        RateLimiter one = node();
        RateLimiter other = node();
        assertThat(taken(one, "stripe", TWENTY_A_DAY, 15)).isEqualTo(15);
        assertThat(other.peek("stripe", TWENTY_A_DAY)).isZero();
        assertThat(taken(other, "stripe", TWENTY_A_DAY, 15)).isEqualTo(5);
        assertThat(other.take("stripe", TWENTY_A_DAY))
                .isGreaterThan(Duration.ofHours(1))
                .isLessThanOrEqualTo(TWENTY_A_DAY.period().dividedBy(20));
    }

    @Test
    void aPeekAsksNobodyAndKnowsWhatTheLastTakeWasTold() throws SQLException {
        RateLimiter one = node();
        RateLimiter other = node();
        assertThat(taken(one, "stripe", TWENTY_A_DAY, 20)).isEqualTo(20);
        assertThat(other.peek("stripe", TWENTY_A_DAY)).isZero();
        assertThat(other.take("stripe", TWENTY_A_DAY)).isPositive();
        database.crash();
        try {
            assertThat(other.peek("stripe", TWENTY_A_DAY)).isGreaterThan(Duration.ofHours(1));
            assertThat(other.take("stripe", TWENTY_A_DAY)).isGreaterThan(Duration.ofHours(1));
            assertThat(other.peek("github", TWENTY_A_DAY)).isZero();
        } finally {
            database.restart();
        }
    }

    @Test
    void whatComesBackIsSharedToo() throws Exception {
        RateLimiter one = node();
        RateLimiter other = node();
        Rate rate = Rate.parse("4/2s");
        assertThat(taken(one, "stripe", rate, 4)).isEqualTo(4);
        assertThat(other.take("stripe", rate)).isPositive();
        Thread.sleep(1100);
        assertThat(taken(other, "stripe", rate, 4)).isBetween(2, 3);
    }

    @Test
    void anotherRateHasAnotherBucketSoThatAChangeHolds() throws SQLException {
        Rate less = Rate.parse("3/d");
        assertThat(taken(node(), "stripe", TWENTY_A_DAY, 30)).isEqualTo(20);
        assertThat(taken(node(), "stripe", less, 30)).isEqualTo(3);
        assertThat(rows()).containsExactly("stripe " + TWENTY_A_DAY, "stripe " + less);
    }

    /** It is asked no more, as is seen when it is gone. */
    @Test
    void aFloodIsRefusedWithoutTheDatabase() throws SQLException {
        RateLimiter node = node();
        assertThat(taken(node, "stripe", TWENTY_A_DAY, 20)).isEqualTo(20);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE webhook_rate");
        }
        assertThat(taken(node, "stripe", TWENTY_A_DAY, 1000)).isZero();
        assertThat(node.peek("stripe", TWENTY_A_DAY)).isPositive();
    }

    @Test
    void aDatabaseThatIsAwayIsAnExceptionUntilTheNodeAloneHasHadTheRate() throws SQLException {
        RateLimiter node = node();
        Rate rate = Rate.parse("4/d");
        assertThat(node.take("stripe", rate)).isZero();
        database.crash();
        try {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> node.take("stripe", rate))
                        .isInstanceOf(BucketExecutionException.class)
                        .hasCauseInstanceOf(SQLException.class);
            }
            assertThat(node.take("stripe", rate)).isPositive();
        } finally {
            database.restart();
        }
        assertThat(node().take("stripe", TWENTY_A_DAY))
                .as("nothing was taken meanwhile")
                .isZero();
    }
}
