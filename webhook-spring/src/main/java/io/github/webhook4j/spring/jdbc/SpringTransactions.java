package io.github.webhook4j.spring.jdbc;

import io.github.webhook4j.jdbc.TransactionRunner;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring's transactions: {@code @Transactional} handlers, {@code JdbcTemplate}, {@code JdbcClient} and JPA take part in them. A
 * handler that marks its transaction for rollback has failed, and is tried again. Thread-safe.
 */
public final class SpringTransactions implements TransactionRunner {

    private final TransactionTemplate transactions;
    private final JdbcTemplate connections;

    /**
     * Transactions of a manager.
     *
     * @param manager one that manages the connections of the data source, as those for JDBC and JPA do
     * @param connections the data source that the inbox is in
     */
    public SpringTransactions(PlatformTransactionManager manager, DataSource connections) {
        this.transactions = new TransactionTemplate(manager);
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.connections = new JdbcTemplate(connections);
    }

    @Override
    public void inTransaction(Work work) {
        transactions.executeWithoutResult(status -> connections.execute((ConnectionCallback<Boolean>) connection -> {
            requireTransaction(connection);
            work.on(connection);
            return true;
        }));
    }

    /** The manager of another database, or of none, would leave each statement to itself. */
    private void requireTransaction(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException(transactions.getTransactionManager()
                    + " does not manage the connections of the inbox's DataSource: define a bean of type "
                    + TransactionRunner.class.getName());
        }
    }
}
