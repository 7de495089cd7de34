package io.github.webhook4j.jdbc;

import io.github.webhook4j.DurableInbox;
import io.github.webhook4j.EventRunner;
import io.github.webhook4j.WebhookEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An inbox in a relational database: PostgreSQL, MySQL 8, MariaDB 10.6 or H2 2.2.220, or later. An event is acknowledged as soon as
 * it is committed, and handled afterwards, by any node that has an endpoint of that name, until it is done or dead.
 *
 * <pre>{@code
 * JdbcInbox inbox = JdbcInbox.builder(dataSource).build();
 * WebhookEndpoint endpoint = WebhookEndpoint.builder(Stripe.provider(secrets)).inbox(inbox).handlers(new Billing()).build();
 * ...
 * inbox.close();
 * }</pre>
 *
 * <p>All nodes are alike; the database is all they share, its clock included. One inbox serves any number of endpoints. A handler runs
 * in a transaction with the record that it has run ({@link HandlingMode#EXACT}), so that what it writes to the same database
 * happens once; what it does elsewhere happens at least once. A database that cannot be reached when the inbox is built is
 * tried again with each delivery, which is answered 503 until then.
 *
 * <p>Thread-safe. Its threads are daemons, and start with the first endpoint, or with {@link #start()} if it was built from {@link
 * InboxSettings}.
 */
public final class JdbcInbox implements DurableInbox, AutoCloseable {

    private final Map<String, EventRunner> runners = new ConcurrentHashMap<>();
    private final Preparation preparation;
    private final Keeping keeping;
    private final InboxAdmin admin;
    private final Worker worker;
    private final Housekeeping housekeeping;
    private final boolean autoStart;
    private boolean started;

    private JdbcInbox(Builder builder) {
        Settings settings = builder.settings();
        Database database = new Database(builder.connections);
        this.preparation = new Preparation(database, builder.createTables, builder.requireDurability);
        String node = UUID.randomUUID().toString();
        Leases leases = new Leases(database, node, settings.lease());
        OrderedLeases lanes = new OrderedLeases(database, leases, node, settings.lease());
        Runs runs = new Runs(
                runners, new Settlement(database, settings), settings.retries().tries());
        Execution execution = switch (settings.mode()) {
            case EXACT -> new ExactExecution(runs, settings.transactions());
            case BATCH -> new BatchExecution(runs, settings.transactions());
            case AT_LEAST_ONCE -> new AtLeastOnceExecution(runs);
        };
        Worker.Parts parts = new Worker.Parts(leases, lanes, execution, new InFlight(), preparation::require);
        this.keeping = new Keeping(database, settings);
        this.worker = new Worker(parts, settings, runners.keySet());
        this.admin = new InboxAdmin(database, worker::wake);
        this.housekeeping = new Housekeeping(database, settings, parts);
        this.autoStart = builder.autoStart;
        preparation.tryNow();
    }

    /**
     * Starts an inbox.
     *
     * @param connections where its connections come from: a pool with at least as many as there are threads, and some for the
     *     deliveries. Let it give up sooner than the sender does, or the sender never sees the 503 that it is answered with
     * @return a builder
     */
    public static Builder builder(DataSource connections) {
        return new Builder(connections);
    }

    /**
     * Looks at the events and changes what becomes of them.
     *
     * @return the administration
     */
    public InboxAdmin admin() {
        return admin;
    }

    @Override
    public void attach(EventRunner runner) {
        if (runners.putIfAbsent(runner.endpoint(), runner) != null) {
            throw new IllegalStateException("Two endpoints named " + runner.endpoint()
                    + " have this inbox, which could not tell their events apart: give one another name");
        }
        if (autoStart) {
            start();
        }
        worker.wake();
    }

    /**
     * Starts handling events, unless that has been done: an inbox does it by itself when it gets its first endpoint, but for one
     * that was built from {@link InboxSettings}.
     */
    public synchronized void start() {
        if (!started) {
            started = true;
            worker.start();
            housekeeping.start();
        }
    }

    @Override
    public boolean keep(WebhookEvent event) {
        preparation.require();
        boolean first = keeping.keep(event, runner(event));
        if (first) {
            worker.wake();
        }
        return first;
    }

    @Override
    public Claim claim(WebhookEvent event) {
        preparation.require();
        return keeping.claim(event, runner(event));
    }

    private EventRunner runner(WebhookEvent event) {
        return Objects.requireNonNull(runners.get(event.endpoint()), "an endpoint that is not attached");
    }

    @Override
    public void complete(Claim claim) {
        keeping.complete(claim);
    }

    @Override
    public void release(Claim claim) {
        keeping.release(claim);
    }

    /**
     * Stops handling events: gives back those that have not begun, and waits up to 20 seconds for those that run. Deliveries are
     * kept all the same, for other nodes.
     */
    @Override
    public void close() {
        worker.close();
        housekeeping.close();
    }

    /** Builds a {@link JdbcInbox}. Not thread-safe. */
    public static final class Builder {

        private final DataSource connections;
        private @Nullable TransactionRunner transactions;
        private HandlingMode mode = HandlingMode.EXACT;
        private int threads = 4;
        private RetrySchedule retries = RetrySchedule.usual();
        private Retention retention = Retention.USUAL;
        private Redaction redaction = event -> event;
        private @Nullable Ordering ordering;
        private Duration lease = Duration.ofMinutes(1);
        private Duration poll = Duration.ofSeconds(1);
        private boolean createTables = true;
        private boolean requireDurability;
        private boolean autoStart = true;

        private Builder(DataSource connections) {
            this.connections = connections;
        }

        private Settings settings() {
            return new Settings(
                    mode,
                    transactions == null ? JdbcTransactions.of(connections) : transactions,
                    threads,
                    retries,
                    retention,
                    redaction,
                    ordering,
                    lease,
                    poll);
        }

        /**
         * Sets the transactions that handlers run in. Default: {@link JdbcTransactions} of the inbox's own connections.
         *
         * @param runner the application's transactions, on the database that the inbox is in
         * @return this builder
         */
        public Builder transactions(TransactionRunner runner) {
            this.transactions = runner;
            return this;
        }

        /**
         * Sets what handlers and the record that they have returned have in common. Default: {@link HandlingMode#EXACT}.
         *
         * @param handlingMode the mode
         * @return this builder
         */
        public Builder mode(HandlingMode handlingMode) {
            this.mode = handlingMode;
            return this;
        }

        /**
         * Sets how many events this node handles at a time. Default: 4; each takes a connection in the modes with transactions.
         *
         * @param number how many, at least 1
         * @return this builder
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Builder threads(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("With " + number + " threads no event is ever handled");
            }
            this.threads = number;
            return this;
        }

        /**
         * Sets when events that failed are tried again. Default: {@link RetrySchedule#usual()}.
         *
         * @param schedule the schedule
         * @return this builder
         */
        public Builder retries(RetrySchedule schedule) {
            this.retries = schedule;
            return this;
        }

        /**
         * Sets how long events that have ended are remembered. Default: {@link Retention#USUAL}.
         *
         * @param times how long
         * @return this builder
         */
        public Builder retention(Retention times) {
            this.retention = times;
            return this;
        }

        /**
         * Sets what is not kept of an event. Default: all is kept but signatures, passwords and cookies.
         *
         * @param whatToTakeOut takes something out
         * @return this builder
         */
        public Builder redact(Redaction whatToTakeOut) {
            this.redaction = whatToTakeOut;
            return this;
        }

        /**
         * Has events handled in order. Default: in any order.
         *
         * @param order what is handled in order; the same on all nodes
         * @return this builder
         */
        public Builder ordered(Ordering order) {
            this.ordering = order;
            return this;
        }

        /**
         * Sets after what time the events of a node that has died are taken by another. Default: 1 minute. A node that lives
         * renews its leases, so that handlers may take longer.
         *
         * @param time the time, at least a second
         * @return this builder
         * @throws IllegalArgumentException if the time is shorter than a second
         */
        public Builder lease(Duration time) {
            this.lease = atLeast(Duration.ofSeconds(1), time);
            return this;
        }

        /**
         * Sets how often the node looks for events that others have kept, and for tries that are due. Default: every second, more or
         * less. An event that this node has kept is taken at once.
         *
         * @param interval the time on average, at least 10 ms
         * @return this builder
         * @throws IllegalArgumentException if the time is shorter than 10 ms
         */
        public Builder poll(Duration interval) {
            this.poll = atLeast(Duration.ofMillis(10), interval);
            return this;
        }

        private static Duration atLeast(Duration least, Duration time) {
            if (time.compareTo(least) < 0) {
                throw new IllegalArgumentException(time + " is shorter than " + least);
            }
            return time;
        }

        /**
         * Sets whether the inbox creates its tables, or only checks them, because Flyway, Liquibase or somebody else creates them
         * from the scripts in {@code io/github/webhook4j/jdbc}. Default: it does.
         *
         * @param create whether it does
         * @return this builder
         */
        public Builder createTables(boolean create) {
            this.createTables = create;
            return this;
        }

        /**
         * Refuses to work with a database that acknowledges what is not on the disk yet, as PostgreSQL does with {@code
         * synchronous_commit=off}. Default: a warning in the log.
         *
         * @return this builder
         */
        public Builder requireDurability() {
            this.requireDurability = true;
            return this;
        }

        /** Has events handled from {@link JdbcInbox#start()} on, not as soon as there is an endpoint. */
        Builder startedByHand() {
            this.autoStart = false;
            return this;
        }

        /**
         * Builds the inbox, and creates or checks its tables if the database can be reached.
         *
         * @return the inbox
         * @throws IllegalStateException if the tables or the database's settings are not as they have to be
         */
        public JdbcInbox build() {
            return new JdbcInbox(this);
        }
    }
}
