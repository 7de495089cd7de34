package io.github.webhook4j.databases;

import java.sql.SQLException;
import java.util.List;
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

    /** The numbers of those that are open. */
    List<Long> connections(String name) throws SQLException;

    /** Says whether it was still there. */
    boolean killConnection(long number) throws SQLException;

    /** Returns when all processes are gone. */
    void crash();

    /** Returns when connections are accepted again, where they were before. */
    void restart();
}
