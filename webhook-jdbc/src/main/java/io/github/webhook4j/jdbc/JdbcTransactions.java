package io.github.webhook4j.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions by JDBC alone. A handler that is to write in the inbox's transaction asks for {@link #connection()}.
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
    private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

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
     * @throws IllegalStateException if no transaction runs on this thread
     */
    public Connection connection() {
        Connection connection = current.get();
        if (connection == null) {
            throw new IllegalStateException(
                    "No handler runs in a transaction on this thread: ask for the connection within the handler, on its own"
                            + " thread, and in the mode EXACT or BATCH");
        }
        return connection;
    }

    @Override
    public void inTransaction(Work work) {
        try (Connection connection = connections.getConnection()) {
            Connection outer = current.get();
            current.set(connection);
            try {
                Database.commit(connection, () -> {
                    work.on(connection);
                    return true;
                });
            } finally {
                if (outer == null) {
                    current.remove();
                } else {
                    current.set(outer);
                }
            }
        } catch (SQLException e) {
            throw new InboxUnavailableException("The transaction failed", e);
        }
    }
}
