package io.github.webhook4j.databases;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * A database that nobody else uses, usually one for each test class. Its server is started once per JVM and ends with it,
 * also if the JVM is killed. Processes of a test connect with {@link #url()}, {@link #user()} and {@link #password()}.
 */
public final class TestDatabase implements AutoCloseable {

    private static final Map<DatabaseKind, Engine> ENGINES = new ConcurrentHashMap<>();

    private final DatabaseKind kind;
    private final Engine engine;
    private final String name = "t" + UUID.randomUUID().toString().replace("-", "");

    private TestDatabase(DatabaseKind kind) {
        this.kind = kind;
        this.engine = ENGINES.computeIfAbsent(kind, TestDatabase::start);
    }

    private static Engine start(DatabaseKind kind) {
        return switch (kind) {
            case H2_FILE -> H2.files();
            case H2_MEMORY -> H2.memory();
            case POSTGRESQL -> new PostgreSql();
            case MARIADB -> new MariaDb();
        };
    }

    /** An empty database. */
    public static TestDatabase fresh(DatabaseKind kind) throws SQLException {
        TestDatabase database = new TestDatabase(kind);
        database.engine.create(database.name);
        return database;
    }

    public DatabaseKind kind() {
        return kind;
    }

    public String url() {
        return engine.url(name);
    }

    public String user() {
        return engine.user();
    }

    public String password() {
        return engine.password();
    }

    /** Connects anew each time. */
    public DataSource dataSource() throws SQLException {
        return engine.dataSource(name);
    }

    public Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    /** The caller closes it. */
    public HikariDataSource pool(int size) throws SQLException {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(dataSource());
        pool.setMaximumPoolSize(size);
        return pool;
    }

    /**
     * Ends all connections to this database from the server's side, in the middle of whatever they do.
     *
     * @return how many there were
     * @throws UnsupportedOperationException for H2
     */
    public int killConnections() throws SQLException {
        return kill(engine.connections(name));
    }

    /**
     * Ends one connection, chosen by chance.
     *
     * @param spared if no more than so many are open, none is ended
     * @return how many were ended
     * @throws UnsupportedOperationException for H2
     */
    public int killOneConnection(int spared) throws SQLException {
        List<Long> open = engine.connections(name);
        return open.size() <= spared
                ? 0
                : kill(List.of(open.get(ThreadLocalRandom.current().nextInt(open.size()))));
    }

    private int kill(List<Long> numbers) throws SQLException {
        int killed = 0;
        for (long number : numbers) {
            // it may have ended by itself since it was listed
            if (engine.killConnection(number)) {
                killed++;
            }
        }
        return killed;
    }

    /**
     * Kills the server with SIGKILL, with all databases of its kind, and returns when it is gone.
     *
     * @throws UnsupportedOperationException for H2
     */
    public void crash() {
        engine.crash();
    }

    /** Starts the server again after a {@link #crash()}, at the same port, with what is on its disk. */
    public void restart() {
        engine.restart();
    }

    /** Drops the database, also if connections to it are open. */
    @Override
    public void close() throws SQLException {
        engine.drop(name);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
