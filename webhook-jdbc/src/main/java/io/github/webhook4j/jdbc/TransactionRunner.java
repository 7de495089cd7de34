package io.github.webhook4j.jdbc;

import java.sql.Connection;

/**
 * The transactions of the application, which handlers take part in. Adapters bring those of their framework; {@link
 * JdbcTransactions} are for applications without one. Thread-safe.
 */
public interface TransactionRunner {

    /** What runs in a transaction. */
    @FunctionalInterface
    interface Work {
        /**
         * Runs.
         *
         * @param connection the transaction's connection, to the database that the inbox is in; not to be closed or committed
         */
        void on(Connection connection);
    }

    /**
     * Runs work in a new transaction on this thread, and commits it when the work returns.
     *
     * @param work the work
     * @throws RuntimeException what the work threw, after the transaction has been rolled back; or why it was not committed
     */
    void inTransaction(Work work);

    /**
     * Runs a handler in a new transaction on this thread, which may begin as late as the handler makes use of it, and commits it. By
     * default it begins before the handler. The mode {@link HandlingMode#EXACT} runs handlers so.
     *
     * @param begin runs first in the transaction
     * @param handler the handler
     * @param end runs last in the transaction, when the handler has returned
     * @return whether there was a transaction; if not, neither {@code begin} nor {@code end} have run
     * @throws RuntimeException what one of the three threw, after the transaction has been rolled back; or why it was not committed
     */
    default boolean onDemand(Work begin, Runnable handler, Work end) {
        inTransaction(connection -> {
            begin.on(connection);
            handler.run();
            end.on(connection);
        });
        return true;
    }
}
