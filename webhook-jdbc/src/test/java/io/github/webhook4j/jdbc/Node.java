package io.github.webhook4j.jdbc;

import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.EventHandler;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookResponse;
import io.github.webhook4j.test.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A process of an application, as far as the inbox sees one: an inbox on the shared database, and one endpoint. */
final class Node implements AutoCloseable {

    static final WebhookProvider PROVIDER = WebhookProvider.builder(
                    "shop",
                    SignatureScheme.hmacSha256()
                            .signature(Field.header("X-Signature"))
                            .build(),
                    Secrets.of("a secret"))
            .id(Field.json("/id"))
            .type(Field.json("/type"))
            .payload("/data")
            .build()
            .orderedBy(Field.json("/data/object"));

    /** What all these events carry. */
    record Payload(String object, Long number) {}

    final JdbcTransactions transactions;
    final JdbcInbox inbox;
    final Queue<String> log = new ConcurrentLinkedQueue<>();
    final WebhookEndpoint endpoint;

    Node(DataSource connections, Consumer<JdbcInbox.Builder> settings, Consumer<Builder> handlers) {
        transactions = JdbcTransactions.of(connections);
        JdbcInbox.Builder builder = JdbcInbox.builder(connections)
                .transactions(transactions)
                .retries(RetrySchedule.of(Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .poll(Duration.ofMillis(50));
        settings.accept(builder);
        inbox = builder.build();
        Builder endpointBuilder = new Builder(WebhookEndpoint.builder(PROVIDER));
        handlers.accept(endpointBuilder);
        endpoint = endpointBuilder
                .endpoint()
                .inbox(inbox)
                .listener(new EndpointListener() {
                    @Override
                    public void dead(WebhookEvent event, String reason) {
                        log.add("dead " + event.id() + ": " + reason);
                    }

                    @Override
                    public void handled(WebhookEvent event, int number, Duration took) {
                        log.add("handled " + event.id() + " by " + number);
                    }
                })
                .build();
    }

    /** The endpoint's handlers. */
    record Builder(WebhookEndpoint.Builder endpoint) {
        Builder on(String type, EventHandler<Payload> handler) {
            endpoint.on(EventType.of(type, Payload.class), handler);
            return this;
        }
    }

    /** Sends an event, and returns the status. */
    int deliver(String id, String type, String object, long number) {
        return answer(id, type, object, number).status();
    }

    /** Sends an event, and returns the answer. */
    WebhookResponse answer(String id, String type, String object, long number) {
        return endpoint.handle(signed(id, type, object, number).toRequest());
    }

    static SignedRequest signed(String id, String type, String object, long number) {
        String body = "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"data\":{\"object\":\"" + object
                + "\",\"number\":" + number + "}}";
        return SignedRequest.of(PROVIDER)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    int deliver(String id) {
        return deliver(id, "order.paid", "a", 1);
    }

    /** The state of the event with this id. */
    InboxEntry entry(String id) {
        return inbox.admin().list(InboxFilter.all().with(id), 1).get(0);
    }

    void awaitState(String id, EventState state) {
        await(() -> entry(id).state() == state, () -> entry(id).toString());
    }

    /** Waits until nothing is to be done any more. */
    void awaitQuiet() {
        await(
                () -> inbox.admin()
                        .list(InboxFilter.all().in(EventState.WAITING, EventState.RUNNING), 1)
                        .isEmpty(),
                () -> inbox.admin().count().toString());
    }

    static void await(BooleanSupplier condition, java.util.function.Supplier<String> otherwise) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within a minute: " + otherwise.get());
            }
            pause(10);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void run(DataSource connections, String sql) {
        try (Connection connection = connections.getConnection()) {
            new Sql(sql).update(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> ask(DataSource connections, String sql) {
        try (Connection connection = connections.getConnection()) {
            return new Sql(sql).query(connection, row -> row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        inbox.close();
    }
}
