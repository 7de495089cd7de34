package io.github.webhook4j.databases;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** H2 inside the JVM that connects: there is no server to kill, only that JVM. */
final class H2 implements Engine {

    private static final String USER = "webhook4j";
    private static final String PASSWORD = "";

    private final String prefix;
    private final String settings;

    private H2(String prefix, String settings) {
        this.prefix = prefix;
        this.settings = settings;
    }

    /** One JVM at a time: a file is locked while connections to it are open. A commit is written when it returns. */
    static H2 files() {
        Path folder = Leftovers.folder("h2");
        return new H2("jdbc:h2:file:" + folder + "/", ";WRITE_DELAY=0");
    }

    static H2 memory() {
        return new H2("jdbc:h2:mem:", ";DB_CLOSE_DELAY=-1");
    }

    @Override
    public String url(String name) {
        return prefix + name + settings;
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public DataSource dataSource(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url(name));
        source.setUser(USER);
        source.setPassword(PASSWORD);
        return source;
    }

    /** The first connection does it. */
    @Override
    public void create(String name) {}

    @Override
    public void drop(String name) throws SQLException {
        try (Connection connection = dataSource(name).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ALL OBJECTS DELETE FILES");
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }

    @Override
    public List<Long> connections(String name) {
        throw new UnsupportedOperationException("H2 has no connections to kill");
    }

    @Override
    public boolean killConnection(long number) {
        throw new UnsupportedOperationException("H2 has no connections to kill");
    }

    @Override
    public void crash() {
        throw new UnsupportedOperationException("H2 has no server to kill");
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("H2 has no server to start");
    }
}
