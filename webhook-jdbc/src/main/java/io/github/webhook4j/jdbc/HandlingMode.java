package io.github.webhook4j.jdbc;

/** What a kept event's handlers and the record that they have returned have in common. */
public enum HandlingMode {
    /**
     * A transaction for each handler of an event, of the application's own {@link TransactionRunner}: what the handler writes
     * to the inbox's database and the record that it has returned are there both, or neither. The default.
     */
    EXACT,
    /**
     * As {@link #EXACT}, with up to 50 events in one transaction and a savepoint before each handler. For handlers that write
     * by the transaction's connection alone: what an object-relational mapper holds back has no savepoint.
     */
    BATCH,
    /**
     * No transaction around handlers, and their returns recorded many at once: the fastest. A process that dies has some events
     * handled again, so handlers must be idempotent.
     */
    AT_LEAST_ONCE
}
