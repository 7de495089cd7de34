package io.github.webhook4j.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@NeedsServers
class TestDatabaseTest {

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource
    void aFreshDatabaseIsEmptyAndNobodyElses(DatabaseKind kind) throws SQLException {
        try (TestDatabase one = TestDatabase.fresh(kind);
                TestDatabase other = TestDatabase.fresh(kind);
                Connection toOne = one.connect();
                Connection toOther = DriverManager.getConnection(other.url(), other.user(), other.password())) {
            execute(toOne, "CREATE TABLE t (id INT PRIMARY KEY)");
            execute(toOther, "CREATE TABLE t (id INT PRIMARY KEY)");
            execute(toOne, "INSERT INTO t VALUES (1)");
            assertThat(query(toOther, "SELECT id FROM t")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseIsGoneWhenItIsClosedAlsoInTheMiddleOfATransaction(DatabaseKind kind) throws SQLException {
        TestDatabase database = TestDatabase.fresh(kind);
        // closed by the database's end; H2 would wait for this transaction
        Connection open = database.connect();
        execute(open, "CREATE TABLE t (id INT PRIMARY KEY)");
        open.setAutoCommit(kind.hasServer() ? false : true);
        execute(open, "INSERT INTO t VALUES (1)");
        database.close();
        assertThatThrownBy(() -> query(open, "SELECT id FROM t")).isInstanceOf(SQLException.class);
        if (kind.hasServer()) {
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, SHOW server_version, 18.6",
        "POSTGRESQL, SHOW fsync, on",
        "POSTGRESQL, SHOW synchronous_commit, on",
        "POSTGRESQL, SHOW full_page_writes, on",
        "POSTGRESQL, SHOW listen_addresses, 127.0.0.1",
        "POSTGRESQL, SHOW server_encoding, UTF8",
        "MARIADB, SELECT @@version, 11.4.5-MariaDB",
        "MARIADB, SELECT @@innodb_flush_log_at_trx_commit, 1",
        "MARIADB, SELECT @@innodb_flush_method, O_DIRECT",
        "MARIADB, SELECT @@bind_address, 127.0.0.1",
        "MARIADB, SELECT @@character_set_database, utf8mb4",
        "H2_FILE, SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY', 0",
    })
    void itIsDurableAndOnLoopback(DatabaseKind kind, String question, String answer) throws SQLException {
        try (TestDatabase database = TestDatabase.fresh(kind);
                Connection connection = database.connect()) {
            assertThat(query(connection, question)).containsOnly(answer);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_ANY,
            names = {"POSTGRESQL", "MARIADB"})
    void itComesBackFromACrashWithWhatWasCommitted(DatabaseKind kind) throws SQLException {
        try (TestDatabase database = TestDatabase.fresh(kind);
                Connection lost = database.connect()) {
            String url = database.url();
            execute(lost, "CREATE TABLE t (id INT PRIMARY KEY)");
            execute(lost, "INSERT INTO t VALUES (1)");
            lost.setAutoCommit(false);
            execute(lost, "INSERT INTO t VALUES (2)");
            database.crash();
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            assertThatThrownBy(lost::commit).isInstanceOf(SQLException.class);
            database.restart();
            assertThat(database.url()).isEqualTo(url);
            try (Connection connection = database.connect()) {
                assertThat(query(connection, "SELECT id FROM t")).containsExactly("1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_ANY,
            names = {"POSTGRESQL", "MARIADB"})
    void commitsThatReturnedBeforeACrashAreThereAfterwards(DatabaseKind kind) throws Exception {
        Set<String> returned = ConcurrentHashMap.newKeySet();
        try (TestDatabase database = TestDatabase.fresh(kind);
                Connection connection = database.connect()) {
            execute(connection, "CREATE TABLE t (id VARCHAR(20) PRIMARY KEY)");
            List<Thread> writers = Stream.of("a", "b", "c", "d")
                    .map(name -> new Thread(() -> insertUntilItFails(database, name, returned)))
                    .toList();
            writers.forEach(Thread::start);
            while (returned.size() < 200) {
                Thread.sleep(1);
            }
            database.crash();
            for (Thread writer : writers) {
                writer.join();
            }
            database.restart();
            try (Connection after = database.connect()) {
                assertThat(query(after, "SELECT id FROM t")).containsAll(returned);
            }
        }
    }

    private static void insertUntilItFails(TestDatabase database, String name, Set<String> returned) {
        int number = 0;
        try (Connection connection = database.connect()) {
            while (true) {
                String id = name + number++;
                execute(connection, "INSERT INTO t VALUES ('" + id + "')");
                returned.add(id);
            }
        } catch (SQLException e) {
            assertThat(number).as("inserts before " + e).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_ANY,
            names = {"POSTGRESQL", "MARIADB"})
    void itsConnectionsAreKilledAndNoOthers(DatabaseKind kind) throws SQLException {
        try (TestDatabase database = TestDatabase.fresh(kind);
                TestDatabase other = TestDatabase.fresh(kind);
                HikariDataSource pool = database.pool(1);
                Connection direct = database.connect();
                Connection toOther = other.connect()) {
            try (Connection pooled = pool.getConnection()) {
                assertThat(database.killConnections()).isEqualTo(2);
                assertThatThrownBy(() -> query(pooled, "SELECT 1")).isInstanceOf(SQLException.class);
            }
            assertThatThrownBy(() -> query(direct, "SELECT 1")).isInstanceOf(SQLException.class);
            assertThat(query(toOther, "SELECT 1")).containsExactly("1");
            try (Connection pooled = pool.getConnection()) {
                assertThat(query(pooled, "SELECT 1")).containsExactly("1");
            }
        }
    }

    /** An inbox takes work in batches this way; databases differ in whether LIMIT counts rows that are skipped. */
    @ParameterizedTest
    @EnumSource
    void lockedRowsAreSkippedAndNotCounted(DatabaseKind kind) throws SQLException {
        String next = "SELECT id FROM t ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED";
        try (TestDatabase database = TestDatabase.fresh(kind);
                Connection one = database.connect();
                Connection other = database.connect()) {
            execute(one, "CREATE TABLE t (id INT PRIMARY KEY)");
            execute(one, "INSERT INTO t VALUES (1), (2), (3), (4), (5)");
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            assertThat(query(one, next)).containsExactly("1", "2");
            assertThat(query(other, next)).containsExactly("3", "4");
            one.rollback();
            assertThat(query(one, next)).containsExactly("1", "2");
            other.rollback();
            one.rollback();
        }
    }

    /** Starts servers and waits to be killed. */
    static final class StartsServers {

        private StartsServers() {}

        public static void main(String[] arguments) throws Exception {
            TestDatabase.fresh(DatabaseKind.POSTGRESQL);
            TestDatabase.fresh(DatabaseKind.MARIADB);
            System.out.println("started");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void serversEndAndTheirFilesAreGoneWhenTheJvmIsKilled(@TempDir Path temporary) throws Exception {
        try (ChildJvm child = ChildJvm.start(List.of("-Djava.io.tmpdir=" + temporary), StartsServers.class)) {
            assertThat(child.line()).isEqualTo("started");
            List<ProcessHandle> servers = child.handle().descendants().toList();
            assertThat(servers).hasSizeGreaterThan(4);
            assertThat(temporary).isNotEmptyDirectory();
            child.kill();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (System.nanoTime() < end
                    && (servers.stream().anyMatch(ProcessHandle::isAlive) || !isEmpty(temporary))) {
                Thread.sleep(Duration.ofMillis(50).toMillis());
            }
            assertThat(servers).noneMatch(ProcessHandle::isAlive);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    private static boolean isEmpty(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
