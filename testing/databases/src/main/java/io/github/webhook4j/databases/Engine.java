package io.github.webhook4j.databases;

import java.sql.SQLException;
import javax.sql.DataSource;

/** What databases are in; there is one of each kind for all tests of a JVM. */
interface Engine {

    String url(String name);

    String user();

    String password();

    /** Connects anew each time. */
    DataSource dataSource(String name) throws SQLException;

    void create(String name) throws SQLException;

    /** Also with connections open. */
    void drop(String name) throws SQLException;

    /** Says how many there were. */
    int killConnections(String name) throws SQLException;

    /** Returns when all processes are gone. */
    void crash();

    /** Returns when connections are accepted again, where they were before. */
    void restart();
}
