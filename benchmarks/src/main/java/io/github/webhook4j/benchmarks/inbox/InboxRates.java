package io.github.webhook4j.benchmarks.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.EventType;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.TestDatabase;
import io.github.webhook4j.jdbc.HandlingMode;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.servlet.WebhookServlet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The durable inbox on PostgreSQL with fsync, beside a bare {@code INSERT} for each event and beside db-scheduler, all in one
 * run on one server, alternating.
 */
public final class InboxRates {

    private static final int ROUNDS = 3;
    private static final double SECONDS = 6;
    private static final int BACKLOG = 20_000;
    private static final int DONE = 1_000_000;

    private final HikariDataSource pool;
    private final Statements statements;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    private InboxRates(HikariDataSource pool) {
        this.pool = pool;
        this.statements = new Statements(pool);
    }

    /**
     * Runs, and prints a table of rates.
     *
     * @param arguments how many rounds, or nothing
     * @throws Exception if something fails
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        try (TestDatabase database = TestDatabase.fresh(DatabaseKind.POSTGRESQL);
                HikariDataSource pool = database.pool(40)) {
            InboxRates rates = new InboxRates(pool);
            rates.prepare();
            rates.measure(rounds, "");
            rates.remember();
            rates.measure(rounds, ", 1 million done");
            rates.print();
        }
    }

    private void prepare() {
        JdbcInbox.builder(pool).build().close();
        statements.run(
                "CREATE TABLE bare (id BIGSERIAL PRIMARY KEY, event_id VARCHAR(512) NOT NULL UNIQUE, body BYTEA)");
        statements.run(DbScheduler.TABLE);
    }

    private void measure(int rounds, String suffix) throws Exception {
        for (int round = 0; round < rounds; round++) {
            note("bare INSERT" + suffix, bareInsert());
            try (Receiver receiver = new Receiver()) {
                long first = ids.get();
                note("acknowledged over HTTP" + suffix, receiver.rate(Sender.anew(ids)));
                note("duplicates over HTTP" + suffix, receiver.rate(Sender.anew(new AtomicLong(first))));
            }
            statements.run("DELETE FROM webhook_event WHERE state <> 'DONE'");
            statements.run("VACUUM ANALYZE webhook_event");
            note("db-scheduler, no effects" + suffix, DbScheduler.rate(pool, statements, BACKLOG));
            note("AT_LEAST_ONCE, no effects" + suffix, handled(HandlingMode.AT_LEAST_ONCE, 1));
            note("BATCH, no effects" + suffix, handled(HandlingMode.BATCH, 1));
            note("EXACT, no effects" + suffix, handled(HandlingMode.EXACT, 1));
            note("EXACT, no effects, two nodes" + suffix, handled(HandlingMode.EXACT, 2));
        }
    }

    private void note(String what, double rate) {
        System.err.printf(Locale.ROOT, "%-45s %,10.0f/s%n", what, rate);
        rates.computeIfAbsent(what, first -> new ArrayList<>()).add(rate);
    }

    private double bareInsert() throws Exception {
        return Load.perSecond(
                () -> {
                    Connection connection = pool.getConnection();
                    PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO bare (event_id, body) VALUES (?, ?)");
                    return new Load.Work() {
                        @Override
                        public void once() throws Exception {
                            long id = ids.incrementAndGet();
                            insert.setString(1, "evt_" + id);
                            insert.setBytes(2, Events.body(id));
                            insert.executeUpdate();
                        }

                        @Override
                        public void close() throws SQLException {
                            insert.close();
                            connection.close();
                        }
                    };
                },
                SECONDS);
    }

    /** An application that only keeps what comes: others handle it. */
    private final class Receiver implements AutoCloseable {

        private final Server server = new Server();
        private final ServerConnector connector = new ServerConnector(server);

        Receiver() throws Exception {
            JdbcInbox inbox = JdbcInbox.builder(pool).build();
            WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.PROVIDER)
                    .inbox(inbox)
                    .on(EventType.of("*", JsonNode.class), (json, event) -> {})
                    .build();
            inbox.close();
            ServletContextHandler context = new ServletContextHandler();
            context.addServlet(new ServletHolder(new WebhookServlet(endpoint)), "/webhooks");
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            server.setHandler(context);
            server.start();
        }

        double rate(java.util.function.LongSupplier next) throws Exception {
            return Load.perSecond(() -> new Sender(connector.getLocalPort(), Events.PROVIDER, next), SECONDS);
        }

        @Override
        public void close() {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException("Jetty does not stop", e);
            }
        }
    }

    /** How fast nodes get through what has been kept. */
    private double handled(HandlingMode mode, int nodes) throws Exception {
        statements.run(
                "INSERT INTO webhook_event (event_hash, endpoint, event_key, event_id, event_type, state, home, lane,"
                        + " due_at, fence, attempts, runs, received_at, kept_at, changed_at, secret_index, headers, body)"
                        + " SELECT sha256(('" + mode + nodes + System.nanoTime()
                        + "' || n)::bytea), 'bench', 'k' || n, 'k' || n, 'order.paid', 'WAITING', -1, -1,"
                        + " 0, 1, 0, 1, 0, 0, 0, 0, 'Content-Type: application/json', '{\"id\":\"k\",\"type\":\"order.paid\"}'::bytea"
                        + " FROM generate_series(1, " + BACKLOG + ") AS n");
        statements.run("ANALYZE webhook_event");
        AtomicLong handled = new AtomicLong();
        List<JdbcInbox> inboxes = new ArrayList<>();
        long start = System.nanoTime();
        for (int node = 0; node < nodes; node++) {
            JdbcInbox inbox =
                    JdbcInbox.builder(pool).mode(mode).threads(Load.THREADS).build();
            WebhookEndpoint.builder(Events.PROVIDER)
                    .inbox(inbox)
                    .on(EventType.of("*", JsonNode.class), (json, event) -> handled.incrementAndGet())
                    .build();
            inboxes.add(inbox);
        }
        while (handled.get() < BACKLOG || statements.count("SELECT COUNT(*) FROM webhook_event WHERE lane = -1") > 0) {
            Thread.sleep(5);
        }
        double rate = BACKLOG * 1e9 / (System.nanoTime() - start);
        inboxes.forEach(JdbcInbox::close);
        statements.run("DELETE FROM webhook_event WHERE state = 'DONE' AND lane = -3");
        return rate;
    }

    /** A month of events that have been handled. */
    private void remember() {
        statements.run(
                "INSERT INTO webhook_event (event_hash, endpoint, event_key, event_id, event_type, state, home, lane,"
                        + " due_at, fence, attempts, runs, received_at, kept_at, changed_at, secret_index)"
                        + " SELECT sha256(('done' || n)::bytea), 'bench', 'd' || n, 'd' || n, 'order.paid', 'DONE', -1, -4,"
                        + " 9000000000000 + n, 2, 1, 1, 0, 0, 0, 0 FROM generate_series(1, " + DONE + ") AS n");
        statements.run("VACUUM ANALYZE webhook_event");
    }

    private void print() {
        System.out.println("| | a second | least to most |");
        System.out.println("| --- | ---: | ---: |");
        rates.forEach((what, measured) -> {
            double[] sorted =
                    measured.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f to %,.0f |%n",
                    what,
                    sorted[sorted.length / 2],
                    Arrays.stream(sorted).min().orElseThrow(),
                    Arrays.stream(sorted).max().orElseThrow());
        });
    }
}
