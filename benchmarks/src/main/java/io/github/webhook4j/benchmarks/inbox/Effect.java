package io.github.webhook4j.benchmarks.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;

/** What a handler does in the database. */
enum Effect {
    NOTHING,
    ONE_INSERT;

    static final String TABLE = "CREATE TABLE effect (id BIGSERIAL PRIMARY KEY, made_at TIMESTAMPTZ DEFAULT now())";

    /** With a connection of its own, which is committed by itself. */
    void happen(Callable<Connection> connections) {
        if (this == ONE_INSERT) {
            try (Connection connection = connections.call()) {
                on(connection);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** In the transaction of the connection. */
    void on(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO effect DEFAULT VALUES");
        }
    }
}
