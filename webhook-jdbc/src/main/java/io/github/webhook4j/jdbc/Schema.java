package io.github.webhook4j.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The inbox's tables. A version adds to those before it what older code does not see, so that nodes of two versions can work
 * side by side; a version for which that does not hold says from which version on code can work with it.
 */
final class Schema {

    /** The version that this code was written for. */
    static final int VERSION = 1;

    private record Version(int number, int readableFrom) {}

    private final Database database;

    Schema(Database database) {
        this.database = database;
    }

    /**
     * Creates what is missing.
     *
     * @throws IllegalStateException if the tables are of a version that this code cannot work with
     */
    void create() {
        for (int number = current(newest()) + 1; number <= VERSION; number++) {
            upgrade(number);
        }
        check();
    }

    /**
     * Checks the tables.
     *
     * @throws IllegalStateException if they are missing, or of a version that this code cannot work with
     */
    void check() {
        List<Version> newest = newest();
        int number = current(newest);
        if (number < VERSION) {
            throw new IllegalStateException(
                    "The inbox's tables are " + (number == 0 ? "missing" : "of version " + number) + ": run "
                            + resource(number + 1) + " of webhook-jdbc, or let the inbox create them");
        }
        if (newest.get(0).readableFrom() > VERSION) {
            throw new IllegalStateException("The inbox's tables are of version " + number + ", which this version of"
                    + " webhook-jdbc cannot work with: it knows version " + VERSION + ". Use a newer webhook-jdbc");
        }
    }

    private static int current(List<Version> newest) {
        return newest.isEmpty() ? 0 : newest.get(0).number();
    }

    private List<Version> newest() {
        return database.each(connection -> isThere(connection)
                ? new Sql("SELECT version, readable_from FROM webhook_schema ORDER BY version DESC LIMIT 1")
                        .query(connection, row -> new Version(row.getInt(1), row.getInt(2)))
                : List.of());
    }

    /** By asking for it: where the databases' catalogues list it, and in which case, differs. */
    private static boolean isThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement
                    .executeQuery("SELECT version FROM webhook_schema WHERE version = 0")
                    .close();
            return true;
        } catch (SQLException e) {
            if (isNoSuchTable(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Not all that begins with 42: a table that may not be read is there. */
    private static boolean isNoSuchTable(@Nullable String state) {
        return state != null && (state.equals("42P01") || state.startsWith("42S"));
    }

    /** Another node may do the same at the same time: each statement stands being run twice. */
    private void upgrade(int number) {
        List<String> statements = new ArrayList<>(statements(resource(number)));
        String alone = database.dialect().alone();
        if (!alone.isEmpty()) {
            statements.add(0, alone);
        }
        // in H2 all are in one process
        synchronized (Schema.class) {
            database.together(connection -> {
                for (String statement : statements) {
                    try (Statement upgrade = connection.createStatement()) {
                        upgrade.execute(statement);
                    }
                }
                return number;
            });
        }
    }

    private String resource(int number) {
        return database.dialect().word() + "-" + number + ".sql";
    }

    static List<String> statements(String resource) {
        try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(resource), resource)) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String code = script.lines()
                    .map(line -> line.replaceFirst("--.*", "").stripTrailing())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining("\n"));
            return Arrays.stream(code.split(";"))
                    .filter(part -> !part.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
