package io.github.webhook4j.jdbc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.WebhookResponse;
import io.github.webhook4j.databases.ChildJvm;
import io.github.webhook4j.databases.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;

/** A process that receives events over HTTP and handles them, to be killed. */
record Receiver(ChildJvm process, URI uri) implements AutoCloseable {

    static Receiver start(TestDatabase database) throws IOException {
        ChildJvm process = ChildJvm.start(
                List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"),
                Receiver.class,
                database.url(),
                database.user(),
                database.password());
        String port = Objects.requireNonNull(process.line(), "the receiver has not started");
        return new Receiver(process, URI.create("http://127.0.0.1:" + port + "/webhooks"));
    }

    static HikariDataSource pool(String[] database, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database[0]);
        pool.setUsername(database[1]);
        pool.setPassword(database[2]);
        pool.setMaximumPoolSize(size);
        pool.setConnectionTimeout(2_000);
        return pool;
    }

    public static void main(String[] database) throws IOException {
        boolean alone = database[0].startsWith("jdbc:h2:");
        HikariDataSource pool = pool(database, alone ? 1 : 10);
        JdbcTransactions transactions = JdbcTransactions.of(pool);
        Effects effects = new Effects(transactions, alone ? null : pool(database, 4));
        @SuppressWarnings("resource") // ends with the process
        Node node = new Node(pool, Effects.settings(transactions), builder -> builder.on("*", effects));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/webhooks", exchange -> answer(exchange, node));
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, Node node) throws IOException {
        try (exchange) {
            WebhookRequest.Builder request = WebhookRequest.builder(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString())
                    .body(exchange.getRequestBody().readAllBytes());
            exchange.getRequestHeaders()
                    .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
            WebhookResponse response = node.endpoint.handle(request.build());
            response.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
