package io.github.webhook4j.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** MariaDB as Debian configures it: a commit is on the disk when it returns, and text is utf8mb4. */
final class MariaDb implements Engine {

    private static final String USER = "webhook4j";
    private static final int NO_SUCH_THREAD = 1094;

    private final String password = UUID.randomUUID().toString();
    private final int port = Ports.free();
    private final Server server;

    MariaDb() {
        Path folder = Leftovers.folder("mariadb");
        Path home = Binaries.mariaDb();
        List<String> common =
                new ArrayList<>(List.of("--no-defaults", "--basedir=" + home, "--datadir=" + folder.resolve("data")));
        if (Commands.isRoot(folder)) {
            common.add("--user=root");
        }
        List<String> install = new ArrayList<>(
                List.of("sh", home.resolve("scripts/mariadb-install-db").toString()));
        install.addAll(common);
        install.addAll(List.of("--auth-root-authentication-method=socket", "--skip-test-db"));
        Commands.run(install, folder.resolve("install.log"));

        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/mariadbd").toString()));
        command.addAll(common);
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--skip-name-resolve",
                // it would look for the primes of a new certificate at each start, for up to 16 seconds
                "--skip-ssl",
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--init-file=" + users(folder),
                "--character-set-server=utf8mb4",
                "--innodb-flush-log-at-trx-commit=1"));
        this.server = new Server(command, folder.resolve("log"), connector(url("")));
        server.start();
    }

    private Path users(Path folder) {
        try {
            return Files.writeString(
                    folder.resolve("users.sql"),
                    "CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';%nGRANT ALL ON *.* TO '%1$s'@'127.0.0.1';%n"
                            .formatted(USER, password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url(String name) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public DataSource dataSource(String name) throws SQLException {
        return connector(url(name));
    }

    private DataSource connector(String url) {
        try {
            MariaDbDataSource source = new MariaDbDataSource(url);
            source.setUser(USER);
            source.setPassword(password);
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException("Not a URL for the driver: " + url, e);
        }
    }

    @Override
    public void create(String name) throws SQLException {
        server.execute("CREATE DATABASE " + name);
    }

    /** Waits for open transactions, so they are ended first. */
    @Override
    public void drop(String name) throws SQLException {
        for (long number : connections(name)) {
            killConnection(number);
        }
        server.execute("DROP DATABASE " + name);
    }

    @Override
    public List<Long> connections(String name) throws SQLException {
        return server.numbers("SELECT id FROM information_schema.processlist WHERE db = '" + name + "'");
    }

    @Override
    public boolean killConnection(long number) throws SQLException {
        try {
            server.execute("KILL CONNECTION " + number);
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_THREAD) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void crash() {
        server.kill();
    }

    @Override
    public void restart() {
        server.start();
    }
}
