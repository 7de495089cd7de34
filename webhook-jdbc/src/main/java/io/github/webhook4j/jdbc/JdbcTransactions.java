package io.github.webhook4j.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions by JDBC alone. A handler that is to write in the inbox's transaction asks for {@link #connection()}: in the mode {@link
 * HandlingMode#EXACT} that is when the transaction begins, so that a handler that never asks holds no connection.
 *
 * <pre>{@code
 * JdbcTransactions transactions = JdbcTransactions.of(dataSource);
 * JdbcInbox inbox = JdbcInbox.builder(dataSource).transactions(transactions).build();
 * ...
 * transactions.connection().prepareStatement("INSERT INTO payment ...")
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class JdbcTransactions implements TransactionRunner {

    private final DataSource connections;

    @SuppressWarnings("ThreadLocalUsage") // of each data source, a thread has another connection
    private final ThreadLocal<@Nullable Supplier<Connection>> current = new ThreadLocal<>();

    private JdbcTransactions(DataSource connections) {
        this.connections = connections;
    }

    /**
     * Transactions on connections of a data source.
     *
     * @param connections the data source, of the database that the inbox is in
     * @return the transactions
     */
    public static JdbcTransactions of(DataSource connections) {
        return new JdbcTransactions(connections);
    }

    /**
     * The connection of the handler that runs on this thread. It is committed when the handler returns.
     *
     * @return the connection; do not close, commit or roll it back
     * @throws IllegalStateException if no handler runs in a transaction on this thread
     * @throws RuntimeException if another node has taken the event over, or the database cannot be reached; do not catch it
     */
    public Connection connection() {
        Supplier<Connection> connection = current.get();
        if (connection == null) {
            throw new IllegalStateException(
                    "No handler runs in a transaction on this thread: ask for the connection within the handler, on its own"
                            + " thread, and in the mode EXACT or BATCH");
        }
        return connection.get();
    }

    @Override
    public void inTransaction(Work work) {
        try (Connection connection = connections.getConnection()) {
            Database.commit(connection, () -> {
                with(() -> connection, () -> work.on(connection));
                return true;
            });
        } catch (SQLException e) {
            throw new InboxUnavailableException("The transaction failed", e);
        }
    }

    /** Begins the transaction when the handler asks for its {@link #connection()}. */
    @Override
    public boolean onDemand(Work begin, Runnable handler, Work end) {
        try (DemandedTransaction demanded = new DemandedTransaction(connections, begin)) {
            with(demanded::connection, () -> demanded.run(handler));
            return demanded.commit(end);
        } catch (SQLException e) {
            throw new InboxUnavailableException("The transaction failed", e);
        }
    }

    private void with(Supplier<Connection> connection, Runnable work) {
        Supplier<Connection> outer = current.get();
        current.set(connection);
        try {
            work.run();
        } finally {
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
        }
    }
}
