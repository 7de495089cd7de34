package io.github.webhook4j.databases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left in a file of H2 when the JVM that wrote it is killed. */
class H2DurabilityTest {

    private static final int KILLS = 3;
    private static final int COMMITS = 500;

    /** Inserts rows on four connections, and prints the number of each when its commit has returned. */
    static final class Inserts {

        private Inserts() {}

        public static void main(String[] arguments) {
            for (int writer = 0; writer < 4; writer++) {
                String prefix = arguments[1] + "-" + writer + "-";
                new Thread(() -> insert(arguments[0], prefix)).start();
            }
        }

        private static void insert(String url, String prefix) {
            try (Connection connection = DriverManager.getConnection(url, "webhook4j", "");
                    Statement statement = connection.createStatement()) {
                for (int number = 0; ; number++) {
                    String id = prefix + number;
                    statement.execute("INSERT INTO t VALUES ('" + id + "')");
                    System.out.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
                    System.out.flush();
                }
            } catch (SQLException | IOException e) {
                throw new IllegalStateException(prefix, e);
            }
        }
    }

    private static Set<String> ids(String url) throws SQLException {
        Set<String> ids = new HashSet<>();
        try (Connection connection = DriverManager.getConnection(url, "webhook4j", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS t (id VARCHAR(40) PRIMARY KEY)");
            try (ResultSet rows = statement.executeQuery("SELECT id FROM t")) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    /** The numbers of rows whose commit has returned. */
    private static List<String> insertAndKill(String url, String run) throws IOException {
        List<String> returned = new ArrayList<>();
        try (ChildJvm child = ChildJvm.start(List.of("-Xmx128m"), Inserts.class, url, run)) {
            while (returned.size() < COMMITS) {
                String line = child.line();
                assertThat(line).as("after " + returned.size() + " commits").isNotNull();
                returned.add(line);
            }
            returned.addAll(child.kill());
        }
        return returned;
    }

    @Test
    void commitsThatReturnedSurviveWithoutWriteDelay() throws Exception {
        try (TestDatabase database = TestDatabase.fresh(DatabaseKind.H2_FILE)) {
            List<String> returned = new ArrayList<>();
            ids(database.url());
            for (int run = 0; run < KILLS; run++) {
                returned.addAll(insertAndKill(database.url(), "run" + run));
                assertThat(ids(database.url())).containsAll(returned);
            }
        }
    }

    /** Else the test above would show nothing. */
    @Test
    void commitsThatReturnedAreLostWithTheWriteDelayThatIsTheDefault() throws Exception {
        try (TestDatabase database = TestDatabase.fresh(DatabaseKind.H2_FILE)) {
            String url = database.url().replace(";WRITE_DELAY=0", "");
            assertThat(url).isNotEqualTo(database.url());
            List<String> returned = new ArrayList<>();
            ids(url);
            for (int run = 0; run < KILLS; run++) {
                returned.addAll(insertAndKill(url, "run" + run));
            }
            Set<String> left = ids(url);
            long lost = returned.stream().filter(id -> !left.contains(id)).count();
            assertThat(lost).isPositive();
        }
    }
}
