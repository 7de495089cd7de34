package io.github.webhook4j.jdbc;

import io.github.webhook4j.EventHandler;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.jdbc.Node.Payload;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A handler whose effect is a row, written in its transaction, and what a database's server itself sees of leases and runs
 * meanwhile: a line for each run, written outside of the transaction, so that it is there also if the run comes to nothing; and
 * a line for each lease that somebody took before the one before it had ended.
 */
final class Effects implements EventHandler<Payload> {

    private final JdbcTransactions transactions;
    private final @Nullable DataSource outside;

    /**
     * @param transactions that the handler's are
     * @param outside connections for what is to be there whatever becomes of the transaction; {@code null} where there is one
     *     connection only
     */
    Effects(JdbcTransactions transactions, @Nullable DataSource outside) {
        this.transactions = transactions;
        this.outside = outside;
    }

    /** As nodes are in these tests: those that die are to be replaced soon. */
    static Consumer<JdbcInbox.Builder> settings(JdbcTransactions transactions) {
        return builder -> builder.transactions(transactions)
                .lease(Duration.ofSeconds(2))
                .retries(RetrySchedule.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 1000));
    }

    static void create(DataSource pool) {
        Database database = new Database(pool);
        new Schema(database).create();
        List<String> tables = List.of(
                "CREATE TABLE effect (event_id VARCHAR(100) NOT NULL)",
                "CREATE TABLE run (id VARCHAR(36) PRIMARY KEY, event_id VARCHAR(100) NOT NULL, fence BIGINT NOT NULL,"
                        + " began TIMESTAMP(6) NOT NULL, ended TIMESTAMP(6) NULL)",
                "CREATE TABLE taken_too_early (event_id VARCHAR(512), fence BIGINT, nodes VARCHAR(200))");
        Stream.concat(tables.stream(), watch(database.dialect()).stream()).forEach(sql -> Node.run(pool, sql));
    }

    /** H2's triggers are Java, and all its leases are one process's. */
    private static List<String> watch(Dialect dialect) {
        String look = dialect.sql("""
                IF OLD.state = 'RUNNING' AND NEW.fence > OLD.fence AND OLD.due_at > {now} THEN
                    INSERT INTO taken_too_early VALUES (OLD.event_id, OLD.fence, CONCAT(OLD.node, ' ', NEW.node));
                END IF
                """);
        String trigger = "CREATE TRIGGER watch_leases AFTER UPDATE ON webhook_event FOR EACH ROW ";
        return switch (dialect) {
            case POSTGRESQL ->
                List.of(
                        "CREATE FUNCTION watch_leases() RETURNS trigger AS $$ BEGIN " + look
                                + "; RETURN NEW; END $$ LANGUAGE plpgsql",
                        trigger + "EXECUTE FUNCTION watch_leases()");
            case MYSQL -> List.of(trigger + look);
            case H2 -> List.of();
        };
    }

    @Override
    public void handle(Payload payload, WebhookEvent event) throws Exception {
        Connection connection = transactions.connection();
        long fence = new Sql("SELECT fence FROM webhook_event WHERE event_key = ?", event.key())
                .query(connection, row -> row.getLong(1))
                .get(0);
        String run = UUID.randomUUID().toString();
        outside(
                "INSERT INTO run (id, event_id, fence, began) VALUES (?, ?, ?, CURRENT_TIMESTAMP(6))",
                run,
                event.id(),
                fence);
        new Sql("INSERT INTO effect (event_id) VALUES (?)", event.id()).update(connection);
        Node.pause(ThreadLocalRandom.current().nextInt(20));
        outside("UPDATE run SET ended = CURRENT_TIMESTAMP(6) WHERE id = ?", run);
    }

    private void outside(String sql, Object... arguments) throws SQLException {
        if (outside == null) {
            return;
        }
        try (Connection connection = outside.getConnection()) {
            new Sql(sql, arguments).update(connection);
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
