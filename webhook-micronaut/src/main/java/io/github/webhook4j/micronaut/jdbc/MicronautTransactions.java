package io.github.webhook4j.micronaut.jdbc;

import io.github.webhook4j.jdbc.InboxSettings;
import io.github.webhook4j.jdbc.TransactionRunner;
import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.UnexpectedRollbackException;
import jakarta.inject.Singleton;
import java.sql.Connection;

/**
 * The transactions of Micronaut Data: {@code @Transactional} handlers, repositories and injected connections take part in
 * them. A handler that marks its transaction for rollback has failed, and is tried again. Thread-safe.
 */
@Singleton
@Requires(property = InboxSettings.ENABLED, value = "true")
@Requires(classes = {TransactionRunner.class, TransactionOperations.class})
@Requires(missingBeans = TransactionRunner.class)
public final class MicronautTransactions implements TransactionRunner {

    private static final TransactionDefinition NEW = TransactionDefinition.of(Propagation.REQUIRES_NEW);

    private final TransactionOperations<Connection> operations;

    /**
     * Transactions on the connections of a data source.
     *
     * @param operations of the data source that the inbox is in
     */
    public MicronautTransactions(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    @Override
    public void inTransaction(Work work) {
        operations.execute(NEW, status -> {
            work.on(status.getConnection());
            if (status.isRollbackOnly()) {
                throw new UnexpectedRollbackException("The handler has marked its transaction for rollback");
            }
            return true;
        });
    }
}
