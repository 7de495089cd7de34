package io.github.webhook4j.benchmarks.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.EventType;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.TestDatabase;
import io.github.webhook4j.jdbc.HandlingMode;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.jdbc.JdbcTransactions;
import io.github.webhook4j.servlet.WebhookServlet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The durable inbox on PostgreSQL with fsync, beside a bare {@code INSERT} for each event and beside db-scheduler, all in one
 * run on one server, alternating.
 */
public final class InboxRates {

    /** How many threads handle events, of a node and of db-scheduler. */
    static final int WORKERS = 8;

    /** How many deliveries are under way at a time, and connections for the bare {@code INSERT}. */
    private static final int SENDERS = 32;

    private static final int WARM_UP = 2;
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
                HikariDataSource pool = database.pool(60)) {
            InboxRates rates = new InboxRates(pool);
            rates.prepare();
            rates.measure(WARM_UP, "");
            rates.rates.clear();
            System.err.println("warm");
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
        statements.run(Effect.TABLE);
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
            for (Effect effect : Effect.values()) {
                String what = (effect == Effect.NOTHING ? ", no effects" : ", one INSERT each") + suffix;
                note("db-scheduler" + what, DbScheduler.rate(pool, statements, BACKLOG, effect));
                for (HandlingMode mode : HandlingMode.values()) {
                    note(mode + what, handled(new Backlog(mode, 1, effect)));
                }
                note("EXACT, two nodes" + what, handled(new Backlog(HandlingMode.EXACT, 2, effect)));
            }
        }
    }

    /** Events that have been kept, and how they are handled. */
    private record Backlog(HandlingMode mode, int nodes, Effect effect) {

        /** As many as take some seconds. */
        int size() {
            return mode == HandlingMode.EXACT ? BACKLOG : 3 * BACKLOG;
        }
    }

    private void note(String what, double rate) {
        System.err.printf(Locale.ROOT, "%-45s %,10.0f/s%n", what, rate);
        rates.computeIfAbsent(what, first -> new ArrayList<>()).add(rate);
    }

    private double bareInsert() throws Exception {
        return Load.perSecond(SENDERS, SECONDS, () -> {
            Connection connection = pool.getConnection();
            PreparedStatement insert = connection.prepareStatement("INSERT INTO bare (event_id, body) VALUES (?, ?)");
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
        });
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

        double rate(LongSupplier next) throws Exception {
            return Load.perSecond(SENDERS, SECONDS, () -> new Sender(connector.getLocalPort(), Events.PROVIDER, next));
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
    private double handled(Backlog backlog) throws Exception {
        statements.run(
                "INSERT INTO webhook_event (event_hash, endpoint, event_key, event_id, event_type, state, home, lane,"
                        + " due_at, fence, attempts, runs, received_at, kept_at, changed_at, secret_index, headers, body)"
                        + " SELECT sha256(('" + System.nanoTime()
                        + "' || n)::bytea), 'bench', 'k' || n, 'k' || n, 'order.paid', 'WAITING', -1, -1,"
                        + " 0, 1, 0, 1, 0, 0, 0, 0, 'Content-Type: application/json', convert_to('" + Events.text(0)
                        + "', 'UTF8') FROM generate_series(1, " + backlog.size() + ") AS n");
        statements.run("VACUUM ANALYZE webhook_event");
        AtomicLong handled = new AtomicLong();
        List<JdbcInbox> inboxes = new ArrayList<>();
        long start = System.nanoTime();
        for (int node = 0; node < backlog.nodes(); node++) {
            inboxes.add(node(backlog, handled));
        }
        while (handled.get() < backlog.size()
                || statements.count("SELECT COUNT(*) FROM webhook_event WHERE lane = -1") > 0) {
            Thread.sleep(5);
        }
        double rate = backlog.size() * 1e9 / (System.nanoTime() - start);
        inboxes.forEach(JdbcInbox::close);
        statements.run("DELETE FROM webhook_event WHERE state = 'DONE' AND lane = -3");
        return rate;
    }

    private JdbcInbox node(Backlog backlog, AtomicLong handled) {
        JdbcTransactions transactions = JdbcTransactions.of(pool);
        JdbcInbox inbox = JdbcInbox.builder(pool)
                .transactions(transactions)
                .mode(backlog.mode())
                .threads(WORKERS)
                .build();
        WebhookEndpoint.builder(Events.PROVIDER)
                .inbox(inbox)
                .on(EventType.of("*", JsonNode.class), (json, event) -> {
                    if (backlog.mode() == HandlingMode.AT_LEAST_ONCE) {
                        backlog.effect().happen(pool::getConnection);
                    } else if (backlog.effect() == Effect.ONE_INSERT) {
                        backlog.effect().on(transactions.connection());
                    }
                    handled.incrementAndGet();
                })
                .build();
        return inbox;
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
        System.out.println("| | a second | least to most | |");
        System.out.println("| --- | ---: | ---: | ---: |");
        rates.forEach((what, measured) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f to %,.0f | %s |%n",
                what,
                middle(measured),
                Collections.min(measured),
                Collections.max(measured),
                ratio(what, middle(measured))));
    }

    private static double middle(List<Double> measured) {
        return measured.stream().sorted().toList().get(measured.size() / 2);
    }

    /** In the same run, with as many rows done, and with the same effects. */
    private String ratio(String what, double rate) {
        String first = what.contains(",") ? what.substring(0, what.indexOf(',')) : what;
        String rest = what.replace(", two nodes", "").substring(first.length());
        String other = first.endsWith("over HTTP") ? "bare INSERT" : "db-scheduler";
        List<Double> others = rates.get(other + rest);
        return others != null && !first.equals(other)
                ? String.format(Locale.ROOT, "%.2f x %s", rate / middle(others), other)
                : "";
    }
}
