package io.github.webhook4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.databases.DatabaseKind;
import io.github.webhook4j.databases.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Pools of connections to databases of their own, to be closed together. */
record Pools(DatabaseKind kind, List<HikariDataSource> opened, List<TestDatabase> databases) implements AutoCloseable {

    Pools(DatabaseKind kind) {
        this(kind, new ArrayList<>(), new ArrayList<>());
    }

    HikariDataSource fresh() throws SQLException {
        TestDatabase database = TestDatabase.fresh(kind);
        databases.add(database);
        opened.add(database.pool(20));
        return opened.get(opened.size() - 1);
    }

    @Override
    public void close() throws SQLException {
        opened.forEach(HikariDataSource::close);
        for (TestDatabase database : databases) {
            database.close();
        }
    }
}
