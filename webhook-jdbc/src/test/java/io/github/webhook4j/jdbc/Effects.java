package io.github.webhook4j.jdbc;

import io.github.webhook4j.EventHandler;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.jdbc.Node.Payload;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A handler whose effect is a row, written in its transaction, and what PostgreSQL itself sees of leases and runs meanwhile: a
 * line for each run, written outside of the transaction, so that it is there also if the run comes to nothing; and a line for
 * each lease that somebody took before the one before it had ended.
 */
final class Effects implements EventHandler<Payload> {

    private final JdbcTransactions transactions;
    private final DataSource outside;

    /**
     * @param transactions that the handler's are
     * @param outside connections for what is to be there whatever becomes of the transaction
     */
    Effects(JdbcTransactions transactions, DataSource outside) {
        this.transactions = transactions;
        this.outside = outside;
    }

    /** As nodes are in these tests: those that die are to be replaced soon. */
    static Consumer<JdbcInbox.Builder> settings(JdbcTransactions transactions) {
        return builder -> builder.transactions(transactions)
                .lease(Duration.ofSeconds(2))
                .retries(RetrySchedule.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 1000));
    }

    static void create(DataSource database) {
        new Schema(new Database(database)).create();
        for (String sql : List.of(
                "CREATE TABLE effect (event_id VARCHAR(100) NOT NULL)",
                "CREATE TABLE run (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id VARCHAR(100) NOT NULL,"
                        + " fence BIGINT NOT NULL, began TIMESTAMP NOT NULL, ended TIMESTAMP)",
                "CREATE TABLE taken_too_early (event_id VARCHAR(512), fence BIGINT, nodes VARCHAR(200))",
                """
                CREATE FUNCTION watch_leases() RETURNS trigger AS $$
                BEGIN
                    IF OLD.state = 'RUNNING' AND NEW.fence > OLD.fence
                            AND OLD.due_at > EXTRACT(EPOCH FROM clock_timestamp()) * 1000 THEN
                        INSERT INTO taken_too_early VALUES (OLD.event_id, OLD.fence, OLD.node || ' ' || NEW.node);
                    END IF;
                    RETURN NEW;
                END $$ LANGUAGE plpgsql
                """,
                "CREATE TRIGGER watch_leases AFTER UPDATE ON webhook_event FOR EACH ROW EXECUTE FUNCTION watch_leases()")) {
            Node.run(database, sql);
        }
    }

    @Override
    public void handle(Payload payload, WebhookEvent event) throws Exception {
        Connection connection = transactions.connection();
        long fence = new Sql("SELECT fence FROM webhook_event WHERE event_key = ?", event.key())
                .query(connection, row -> row.getLong(1))
                .get(0);
        long run = began(event.id(), fence);
        new Sql("INSERT INTO effect (event_id) VALUES (?)", event.id()).update(connection);
        Node.pause(ThreadLocalRandom.current().nextInt(20));
        outside("UPDATE run SET ended = clock_timestamp() WHERE id = ? RETURNING id", run);
    }

    private long began(String id, long fence) throws SQLException {
        return outside(
                "INSERT INTO run (event_id, fence, began) VALUES (?, ?, clock_timestamp()) RETURNING id", id, fence);
    }

    private long outside(String sql, Object... arguments) throws SQLException {
        try (Connection connection = outside.getConnection()) {
            return new Sql(sql, arguments)
                    .query(connection, row -> row.getLong(1))
                    .get(0);
        }
    }

    /** Events with effects, each as often as it has some. */
    static List<String> of(DataSource database) {
        return Node.ask(database, "SELECT event_id FROM effect");
    }

    /** What two nodes, or one twice, had at the same time; none if the leases are what they are meant to be. */
    static List<String> collisions(DataSource database) {
        return Node.ask(
                database,
                "SELECT CONCAT('lease of ', event_id, ' taken too early by ', nodes) FROM taken_too_early"
                        + " UNION ALL SELECT CONCAT(event_id, ' run twice with fence ', fence) FROM run"
                        + " GROUP BY event_id, fence HAVING COUNT(*) > 1"
                        + " UNION ALL SELECT CONCAT(a.event_id, ' run by two at a time: ', a.fence, ' and ', b.fence)"
                        + " FROM run a JOIN run b ON a.event_id = b.event_id AND a.fence < b.fence AND b.began < a.ended");
    }
}
