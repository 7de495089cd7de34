package io.github.webhook4j.jdbc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.EventType;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.WebhookResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;

/** An application in a process of its own, to be killed: receives over HTTP, keeps, and writes an effect for each event. */
final class CrashReceiver {

    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcTransactions transactions;
    private final String node;

    private CrashReceiver(String url, String user, String password, String node) {
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(14);
        pool.setConnectionTimeout(1_000);
        pool.setInitializationFailTimeout(-1);
        this.transactions = JdbcTransactions.of(pool);
        this.node = node;
    }

    /** Prints its port, and runs until it is killed. */
    public static void main(String[] arguments) throws IOException {
        new CrashReceiver(arguments[0], arguments[1], arguments[2], arguments[3]).run();
    }

    private void run() throws IOException {
        WebhookEndpoint endpoint = endpoint();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/", exchange -> answer(exchange, endpoint));
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private WebhookEndpoint endpoint() {
        JdbcInbox inbox = JdbcInbox.builder(pool)
                .transactions(transactions)
                .lease(Duration.ofSeconds(2))
                .poll(Duration.ofMillis(100))
                .retries(RetrySchedule.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 100))
                .build();
        return WebhookEndpoint.builder(Node.PROVIDER)
                .inbox(inbox)
                .on(EventType.of("*", Node.Payload.class), (payload, event) -> effect(event.id()))
                .build();
    }

    /** What a run is seen by is written outside of its transaction, or a run that was undone would not be seen. */
    private void effect(String id) throws SQLException {
        long run = System.nanoTime();
        seen("INSERT INTO run (event_id, node, run, began) VALUES (?, ?, ?, clock_timestamp())", id, node, run);
        new Sql("INSERT INTO effect (id) VALUES (?)", id).update(transactions.connection());
        seen("UPDATE run SET ended = clock_timestamp() WHERE event_id = ? AND node = ? AND run = ?", id, node, run);
    }

    private void seen(String sql, Object... arguments) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            new Sql(sql, arguments).update(connection);
        }
    }

    private static void answer(HttpExchange exchange, WebhookEndpoint endpoint) throws IOException {
        try (exchange) {
            WebhookRequest.Builder request = WebhookRequest.builder(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString())
                    .body(exchange::getRequestBody);
            exchange.getRequestHeaders()
                    .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
            WebhookResponse response = endpoint.handle(request.build());
            exchange.sendResponseHeaders(response.status(), -1);
        }
    }
}
