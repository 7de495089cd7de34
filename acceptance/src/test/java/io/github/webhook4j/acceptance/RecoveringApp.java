package io.github.webhook4j.acceptance;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.Recovery;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.github.OnGitHub;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.jdbc.JdbcTransactions;
import io.github.webhook4j.senders.FakeGitHub;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;

/** A process that recovers what it has missed into a database, to be killed. Prints how many effects there are when it is through. */
final class RecoveringApp {

    private static final int SECONDS = 60;

    private final JdbcTransactions transactions;

    private RecoveringApp(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @OnGitHub("push")
    void push(WebhookEvent event) throws SQLException {
        try (PreparedStatement insert = transactions.connection().prepareStatement("INSERT INTO effect VALUES (?)")) {
            insert.setString(1, event.id());
            insert.executeUpdate();
        }
    }

    public static void main(String[] arguments) throws Exception {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:file:" + arguments[0]);
        // H2 is not whole after a kill when several connections are in it
        pool.setMaximumPoolSize(1);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS effect (event_id VARCHAR(100) NOT NULL)");
        }
        JdbcTransactions transactions = JdbcTransactions.of(pool);
        JdbcInbox inbox = JdbcInbox.builder(pool).transactions(transactions).build();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Senders.GITHUB)
                .inbox(inbox)
                .handlers(new RecoveringApp(transactions))
                .build();
        SenderApi api = SenderApi.named(
                "github", Map.of("token", FakeGitHub.TOKEN, "target", FakeGitHub.TARGET, "url", arguments[1]));
        Recovery.Result result = Recovery.builder(
                        endpoint, Objects.requireNonNull(api.missed(URI.create(arguments[2]))))
                .build()
                .run();
        System.out.println(result);
        int expected = Integer.parseInt(arguments[3]);
        String effects = effects(pool);
        for (int i = 0; i < SECONDS * 10 && !effects.startsWith(expected + " "); i++) {
            Thread.sleep(100);
            effects = effects(pool);
        }
        inbox.close();
        System.out.println("effects " + effects(pool));
        pool.close();
    }

    private static String effects(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*), COUNT(DISTINCT event_id) FROM effect")) {
            row.next();
            return row.getInt(1) + " of " + row.getInt(2);
        }
    }
}
