package io.github.webhook4j.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement with its arguments, in the order of its question marks. */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> arguments = new ArrayList<>();

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** An absent argument of a type, because not every database can tell the type from the place. */
    private record Null(int type) {}

    Sql(String part, @Nullable Object... arguments) {
        add(part, arguments);
    }

    Sql add(String part, @Nullable Object... more) {
        text.append(part);
        Collections.addAll(arguments, more);
        return this;
    }

    Sql add(Sql part) {
        text.append(part.text);
        arguments.addAll(part.arguments);
        return this;
    }

    /** Of so many values, how many places a list has for them: few lengths, so that databases know the statements again. */
    static int places(int values) {
        return values == 1 ? 1 : Integer.highestOneBit(values - 1) << 1;
    }

    /** Adds {@code (?, ?, ...)}. */
    Sql in(Collection<?> values) {
        text.append('(');
        places(values, "?");
        text.append(')');
        return this;
    }

    /** Adds {@code (?), (?), ...}. */
    Sql rows(Collection<?> values) {
        places(values, "(?)");
        return this;
    }

    private void places(Collection<?> values, String place) {
        int length = places(values.size());
        text.append(place).append((", " + place).repeat(length - 1));
        arguments.addAll(values);
        Object last = new ArrayList<>(values).get(values.size() - 1);
        arguments.addAll(Collections.nCopies(length - values.size(), last));
    }

    /** An argument that may be absent. */
    static Object nullable(@Nullable Object value, int type) {
        return value == null ? new Null(type) : value;
    }

    int update(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    <T> List<T> query(Connection connection, Row<T> row) throws SQLException {
        try (PreparedStatement statement = prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.of(rows));
            }
            return found;
        }
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            bind(statement, arguments);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, List<@Nullable Object> arguments) throws SQLException {
        for (int i = 0; i < arguments.size(); i++) {
            Object argument = arguments.get(i);
            if (argument instanceof Null absent) {
                statement.setNull(i + 1, absent.type());
            } else if (argument instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, argument);
            }
        }
    }

    /** Runs statements at once that differ in their arguments only. */
    static int[] batch(Connection connection, List<Sql> alike) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(alike.get(0).toString())) {
            for (Sql one : alike) {
                bind(statement, one.arguments);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
