package io.github.webhook4j.micronaut;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.jdbc.EventState;
import io.github.webhook4j.jdbc.InboxEntry;
import io.github.webhook4j.jdbc.InboxFilter;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.jdbc.RetrySchedule;
import io.github.webhook4j.stripe.OnStripe;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SignedRequest;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** Writes down what was paid, in the database that the inbox is in. */
@Singleton
@Requires(property = "specification", value = "payments")
class Payments {

    /** Runs within the handler, after it has written. */
    @FunctionalInterface
    interface Then {
        void run(int attempt) throws Exception;
    }

    /** What the next application's handler does; one test runs at a time. */
    private static volatile Then next = attempt -> {};

    private final Connection ofTransaction;
    private final DataSource database;
    private final Then then = next;
    private final AtomicInteger attempts = new AtomicInteger();

    Payments(Connection ofTransaction, DataSource database, DataSourceResolver resolver) throws SQLException {
        this.ofTransaction = ofTransaction;
        this.database = resolver.resolve(database);
        try (Connection connection = this.database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS payment (event VARCHAR(100))");
        }
    }

    @Factory
    @Requires(property = "specification", value = "payments")
    static class Retries {
        @Singleton
        RetrySchedule retries() {
            return RetrySchedule.exponential(Duration.ofMillis(20), Duration.ofMillis(20), 100);
        }
    }

    @OnStripe("invoice.paid")
    void paid(WebhookEvent event) throws Exception {
        try (PreparedStatement insert = ofTransaction.prepareStatement("INSERT INTO payment (event) VALUES (?)")) {
            insert.setString(1, event.id());
            insert.executeUpdate();
        }
        then.run(attempts.incrementAndGet());
    }

    int attempts() {
        return attempts.get();
    }

    List<String> payments() throws SQLException {
        return ask("SELECT event FROM payment ORDER BY event");
    }

    List<String> ask(String question) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }

    void run(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    /** An application with its database in a folder. */
    static Server start(Path folder, Then then, Map<String, Object> properties) {
        next = then;
        Map<String, Object> all = new HashMap<>(Map.of(
                "webhook4j.endpoints.stripe.secrets",
                List.of("a"),
                "webhook4j.inbox.jdbc.enabled",
                true,
                "webhook4j.inbox.jdbc.poll",
                "20ms",
                "datasources.default.url",
                "jdbc:h2:file:" + folder.resolve("shop") + ";WRITE_DELAY=0"));
        all.putAll(properties);
        return Server.start("payments", all);
    }

    static Server start(Path folder, Then then) {
        return start(folder, then, Map.of());
    }

    static HttpResponse<byte[]> deliver(Server server, String id) throws Exception {
        SignedRequest request = SignedRequest.of(Stripe.provider(Secrets.of("a")))
                .event("invoice.paid")
                .id(id)
                .build();
        return server.send(request.toHttp(server.uri("/webhooks/stripe")));
    }

    static InboxEntry entry(Server server, String id) {
        return server.bean(JdbcInbox.class)
                .admin()
                .list(InboxFilter.all().with(id), 1)
                .get(0);
    }

    static void await(Server server, String id, EventState state) {
        await(() -> entry(server, id).state() == state);
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 seconds");
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
