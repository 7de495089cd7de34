package io.github.webhook4j.benchmarks.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Inbox;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
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
import java.util.List;
import java.util.Locale;
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

    /** Takes every event for one that has been handled, at no cost. */
    private static final Inbox KNOWS_ALL = new Inbox() {
        @Override
        public Claim claim(WebhookEvent event) {
            return new Claim(event, State.DONE, 0);
        }

        @Override
        public void complete(Claim claim) {}

        @Override
        public void release(Claim claim) {}
    };

    private final HikariDataSource pool;
    private final Scale scale;
    private final Statements statements;
    private final AtomicLong ids = new AtomicLong();
    private final Rates rates = new Rates();

    private InboxRates(HikariDataSource pool, Scale scale) {
        this.pool = pool;
        this.scale = scale;
        this.statements = new Statements(pool);
    }

    /**
     * How much is measured.
     *
     * @param warmUp rounds that are not counted, so that the compiler has seen everything; one more before the second half
     * @param rounds rounds that are
     * @param seconds how long deliveries come
     * @param backlog how many events are handled
     * @param done how many events have been handled before the second half
     */
    record Scale(int warmUp, int rounds, double seconds, int backlog, int done) {

        static Scale full(int rounds) {
            return new Scale(2, rounds, 6, 20_000, 1_000_000);
        }
    }

    /**
     * Runs, and prints a table of rates.
     *
     * @param arguments how many rounds; 3 if nothing is said
     * @throws Exception if something fails
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        System.out.println(table(Scale.full(rounds)));
    }

    static String table(Scale scale) throws Exception {
        try (TestDatabase database = TestDatabase.fresh(DatabaseKind.POSTGRESQL);
                HikariDataSource pool = database.pool(60)) {
            InboxRates all = new InboxRates(pool, scale);
            all.prepare();
            all.measure(scale.warmUp(), ", warm-up");
            all.measure(scale.rounds(), "");
            all.remember();
            // in which the disk gets over it
            all.measure(Math.min(1, scale.warmUp()), ", warm-up");
            all.measure(scale.rounds(), String.format(Locale.ROOT, ", %,d done", scale.done()));
            return all.rates.markdown();
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
            rates.note(Rates.BARE + suffix, bareInsert());
            JdbcInbox inbox = JdbcInbox.builder(pool).build();
            try (Receiver receiver = new Receiver(inbox)) {
                long first = ids.get();
                rates.note("acknowledged " + Rates.OVER_HTTP + suffix, receiver.rate(Sender.anew(ids)));
                rates.note("duplicates " + Rates.OVER_HTTP + suffix, receiver.rate(Sender.anew(new AtomicLong(first))));
            }
            try (Receiver receiver = new Receiver(KNOWS_ALL)) {
                rates.note(
                        "duplicates without a database " + Rates.OVER_HTTP + suffix, receiver.rate(Sender.anew(ids)));
            }
            delete("state <> 'DONE'");
            for (Effect effect : Effect.values()) {
                String what = (effect == Effect.NOTHING ? ", no effects" : ", one INSERT each") + suffix;
                rates.note(Rates.OTHER + what, DbScheduler.rate(pool, statements, scale.backlog(), effect));
                for (HandlingMode mode : HandlingMode.values()) {
                    rates.note(mode + what, handled(new Handling(mode, 1, effect)));
                }
                rates.note("EXACT, two nodes" + what, handled(new Handling(HandlingMode.EXACT, 2, effect)));
            }
        }
    }

    /** How events that have been kept are handled. */
    private record Handling(HandlingMode mode, int nodes, Effect effect) {
        /** As many as take some seconds. */
        int backlogs() {
            return mode == HandlingMode.EXACT
                    ? 1
                    : mode == HandlingMode.AT_LEAST_ONCE && effect == Effect.NOTHING ? 9 : 3;
        }
    }

    private double bareInsert() throws Exception {
        return Load.perSecond(SENDERS, scale.seconds(), () -> {
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

        Receiver(Inbox inbox) throws Exception {
            WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.PROVIDER)
                    .inbox(inbox)
                    .on(EventType.of("*", JsonNode.class), (json, event) -> {})
                    .build();
            if (inbox instanceof JdbcInbox durable) {
                durable.close();
            }
            ServletContextHandler context = new ServletContextHandler();
            context.addServlet(new ServletHolder(new WebhookServlet(endpoint)), "/webhooks");
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            server.setHandler(context);
            server.start();
        }

        double rate(LongSupplier next) throws Exception {
            return Load.perSecond(
                    SENDERS, scale.seconds(), () -> new Sender(connector.getLocalPort(), Events.PROVIDER, next));
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
    private double handled(Handling handling) throws Exception {
        int size = handling.backlogs() * scale.backlog();
        insert(
                size,
                "'WAITING', -1, 0, 1, 'Content-Type: application/json', convert_to('" + Events.text(0) + "', 'UTF8')");
        AtomicLong handled = new AtomicLong();
        List<JdbcInbox> inboxes = new ArrayList<>();
        long start = System.nanoTime();
        for (int node = 0; node < handling.nodes(); node++) {
            inboxes.add(node(handling, handled));
        }
        while (handled.get() < size || statements.count("SELECT COUNT(*) FROM webhook_event WHERE lane >= -1") > 0) {
            Thread.sleep(5);
        }
        double rate = size * 1e9 / (System.nanoTime() - start);
        inboxes.forEach(JdbcInbox::close);
        delete("state = 'DONE' AND lane = -3");
        return rate;
    }

    private JdbcInbox node(Handling handling, AtomicLong handled) {
        JdbcTransactions transactions = JdbcTransactions.of(pool);
        JdbcInbox inbox = JdbcInbox.builder(pool)
                .transactions(transactions)
                .mode(handling.mode())
                .threads(WORKERS)
                .build();
        WebhookEndpoint.builder(Events.PROVIDER)
                .inbox(inbox)
                .on(EventType.of("*", JsonNode.class), (json, event) -> {
                    if (handling.mode() == HandlingMode.AT_LEAST_ONCE) {
                        handling.effect().happen(pool::getConnection);
                    } else if (handling.effect() == Effect.ONE_INSERT) {
                        handling.effect().on(transactions.connection());
                    }
                    handled.incrementAndGet();
                })
                .build();
        return inbox;
    }

    /** A month of events that have been handled. */
    private void remember() {
        insert(scale.done(), "'DONE', -4, 9000000000000 + seq, 2, NULL, CAST(NULL AS BYTEA)");
        statements.run("CHECKPOINT");
    }

    /** As the inbox does; what is given is the state, the lane, when it is due, the fence, the headers and the body. */
    private void insert(int number, String changing) {
        statements.run("WITH known AS (INSERT INTO webhook_key (event_hash) SELECT sha256(('" + System.nanoTime()
                + "' || n)::bytea) FROM generate_series(1, " + number + ") AS n RETURNING event_hash, seq)"
                + " INSERT INTO webhook_event (seq, event_hash, endpoint, event_key, event_id, event_type, home, attempts, runs,"
                + " received_at, kept_at, changed_at, secret_index, state, lane, due_at, fence, headers, body)"
                + " SELECT seq, event_hash, 'bench', 'k' || seq, 'k' || seq, 'order.paid', -1, 0, 1, 0, 0, 0, 0, "
                + changing + " FROM known");
        statements.run("VACUUM ANALYZE webhook_event, webhook_key");
    }

    private void delete(String condition) {
        statements.run("WITH gone AS (DELETE FROM webhook_event WHERE " + condition + " RETURNING event_hash)"
                + " DELETE FROM webhook_key WHERE event_hash = ANY (ARRAY(SELECT event_hash FROM gone))");
        statements.run("VACUUM ANALYZE webhook_event, webhook_key");
    }
}
