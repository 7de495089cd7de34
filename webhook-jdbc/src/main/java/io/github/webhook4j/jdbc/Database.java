package io.github.webhook4j.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The inbox's own connections and transactions, which have nothing to do with those of the application. */
final class Database {

    /** Databases end one of two transactions that wait for each other; the next try seldom meets the same other one. */
    static final int TRIES = 5;

    private final DataSource connections;
    private volatile @Nullable Dialect dialect;

    Database(DataSource connections) {
        this.connections = connections;
    }

    /** Does something with the database. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Which database it is, asked once. */
    Dialect dialect() {
        Dialect known = dialect;
        if (known == null) {
            known = read(Dialect::of);
            dialect = known;
        }
        return known;
    }

    /** A statement in the database's dialect, see {@link Dialect#sql}. */
    Sql sql(String text, @Nullable Object... arguments) {
        return new Sql(dialect().sql(text), arguments);
    }

    /** The removal of events, and of what they are known by. */
    Sql deletion(Sql condition) {
        return dialect().keepsKeysApart()
                ? new Sql("WITH gone AS (DELETE FROM webhook_event WHERE ")
                        .add(condition)
                        // not a join, which would be planned by how many rows the database believes to be there
                        .add(
                                " RETURNING event_hash)"
                                        + " DELETE FROM webhook_key WHERE event_hash = ANY (ARRAY(SELECT event_hash FROM gone))")
                : new Sql("DELETE FROM webhook_event WHERE ").add(condition);
    }

    /** Does work whose every statement is a transaction of its own. */
    <T> T each(Work<T> work) {
        // before the connection is taken: it may be the only one
        dialect();
        return read(work);
    }

    /** Does work in one transaction, again if the database ended it for the sake of another. */
    <T> T together(Work<T> work) {
        String lockLess = dialect().lockLess();
        return with(connection -> retried(connection, lockLess, work));
    }

    private <T> T read(Work<T> work) {
        return with(connection -> {
            boolean automatic = connection.getAutoCommit();
            if (!automatic) {
                connection.setAutoCommit(true);
            }
            try {
                return work.on(connection);
            } finally {
                if (!automatic) {
                    connection.setAutoCommit(false);
                }
            }
        });
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = connect()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new InboxUnavailableException("The inbox's database failed", e);
        }
    }

    /** A pool may throw what it likes when it opens its first connection, as HikariCP does. */
    private Connection connect() throws SQLException {
        try {
            return connections.getConnection();
        } catch (RuntimeException e) {
            throw new InboxUnavailableException("The inbox's database failed", e);
        }
    }

    private static <T> T retried(Connection connection, String lockLess, Work<T> work) throws SQLException {
        for (int attempt = 1; true; attempt++) {
            try {
                return committed(connection, lockLess, work);
            } catch (SQLException e) {
                if (attempt == TRIES || !endedForAnother(e)) {
                    throw e;
                }
            }
        }
    }

    static boolean endedForAnother(SQLException e) {
        return e instanceof SQLTransactionRollbackException
                || (e.getSQLState() != null && e.getSQLState().startsWith("40"));
    }

    private static <T> T committed(Connection connection, String lockLess, Work<T> work) throws SQLException {
        if (!lockLess.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(lockLess);
            }
        }
        return commit(connection, () -> work.on(connection));
    }

    /** Is done in a transaction. */
    @FunctionalInterface
    interface Step<T> {
        T take() throws SQLException;
    }

    /**
     * Does something in a transaction. What cannot be rolled back is left as it is, for whoever closes the connection: to return
     * to automatic commits would commit it.
     */
    static <T> T commit(Connection connection, Step<T> step) throws SQLException {
        boolean automatic = connection.getAutoCommit();
        connection.setAutoCommit(false);
        boolean ended = false;
        try {
            T result = step.take();
            connection.commit();
            ended = true;
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            ended = isRolledBack(connection, e);
            throw e;
        } finally {
            if (automatic && ended && !connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    /** What went wrong first is what counts. */
    private static boolean isRolledBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            cause.addSuppressed(e);
            return false;
        }
    }
}
