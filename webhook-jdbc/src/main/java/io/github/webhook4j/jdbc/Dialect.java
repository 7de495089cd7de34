package io.github.webhook4j.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What databases say differently. All the rest of the inbox's SQL is the same for each of them. */
enum Dialect {
    POSTGRESQL("CAST(date_part('epoch', clock_timestamp()) * 1000 AS BIGINT)"),
    MYSQL("(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000)"),
    H2("DATEDIFF(MILLISECOND, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00Z', CURRENT_TIMESTAMP)");

    private final String now;

    Dialect(String now) {
        this.now = now;
    }

    /**
     * The dialect of a database.
     *
     * @throws IllegalStateException if it is none of those that the inbox knows
     */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "MySQL", "MariaDB" -> MYSQL;
            case "H2" -> H2;
            default ->
                throw new IllegalStateException(
                        "The inbox works with PostgreSQL, MySQL, MariaDB and H2, not with " + product);
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A statement with the database's time, in milliseconds since 1970, in the place of {@code {now}}, because nodes' clocks differ;
     * and in the place of {@code {hash = ?}} the condition that a row is the event of a hash.
     */
    String sql(String text) {
        return text.replace("{now}", now)
                .replace(
                        "{hash = ?}",
                        keepsKeysApart()
                                ? "seq = (SELECT seq FROM webhook_key WHERE event_hash = ?)"
                                : "event_hash = ?");
    }

    /**
     * Whether what events are known by is in a table of its own. PostgreSQL makes an entry in each index of a row that changes, and
     * one of hashes is met at a new place each time; the others change only the indexes whose columns change.
     */
    boolean keepsKeysApart() {
        return this == POSTGRESQL;
    }

    /** Whether a statement can insert or update many rows, and return those that it has. */
    boolean returnsRows() {
        return this == POSTGRESQL;
    }

    /**
     * Whether a transaction can end before it is committed, and what comes next be in another one. MySQL and H2 roll a whole
     * transaction back to end a deadlock, and commit when a table is created. PostgreSQL refuses all statements that come next.
     */
    boolean endsTransactionsUnasked() {
        return this != POSTGRESQL;
    }

    /**
     * What makes others who change the tables wait until this transaction has ended, where two who create the same thing at the
     * same moment fail; or nothing.
     */
    String alone() {
        return this == POSTGRESQL ? "SELECT pg_advisory_xact_lock(hashtext('webhook_schema'))" : "";
    }

    /** What makes the next transaction lock no more rows than it reads, where that is not so anyway; or nothing. */
    String lockLess() {
        return this == MYSQL ? "SET TRANSACTION ISOLATION LEVEL READ COMMITTED" : "";
    }
}
