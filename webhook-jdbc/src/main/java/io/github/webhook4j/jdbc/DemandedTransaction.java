package io.github.webhook4j.jdbc;

import io.github.webhook4j.jdbc.TransactionRunner.Work;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A transaction that begins when somebody asks for its connection. Rolled back when it is closed without a commit. Not thread-safe. */
final class DemandedTransaction implements AutoCloseable {

    private final DataSource connections;
    private final Work begin;
    private @Nullable Connection connection;
    private @Nullable RuntimeException failure;
    private boolean automatic;
    private boolean committed;

    DemandedTransaction(DataSource connections, Work begin) {
        this.connections = connections;
        this.begin = begin;
    }

    Connection connection() {
        if (failure != null) {
            throw failure;
        }
        try {
            return connection == null ? begun() : connection;
        } catch (SQLException e) {
            failure = new InboxUnavailableException("The transaction could not begin", e);
            throw failure;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private Connection begun() throws SQLException {
        Connection fresh = connections.getConnection();
        connection = fresh;
        automatic = fresh.getAutoCommit();
        fresh.setAutoCommit(false);
        for (int attempt = 1; !hasBegun(fresh, attempt); attempt++) {
            fresh.rollback();
        }
        return fresh;
    }

    /** The database may end it for the sake of another one: nothing has been done in it yet. */
    private boolean hasBegun(Connection fresh, int attempt) {
        try {
            begin.on(fresh);
            return true;
        } catch (RuntimeException e) {
            if (attempt < Database.TRIES
                    && e.getCause() instanceof SQLException cause
                    && Database.endedForAnother(cause)) {
                return false;
            }
            throw e;
        }
    }

    /** Runs a handler. What kept its transaction from beginning is thrown, whatever the handler has made of it. */
    void run(Runnable handler) {
        try {
            handler.run();
        } catch (RuntimeException e) {
            throw failure == null ? e : failure;
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Whether there is a transaction to commit. */
    boolean commit(Work end) throws SQLException {
        if (connection == null) {
            return false;
        }
        end.on(connection);
        connection.commit();
        committed = true;
        return true;
    }

    /** What cannot be rolled back is left as it is, for the pool to throw away: to return to automatic commits would commit it. */
    @Override
    public void close() throws SQLException {
        if (connection == null) {
            return;
        }
        try (Connection ended = connection) {
            if (!committed) {
                ended.rollback();
            }
            if (automatic && !ended.isClosed()) {
                ended.setAutoCommit(true);
            }
        }
    }
}
