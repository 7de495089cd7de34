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
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL as it is installed: a commit is on the disk when it returns. */
final class PostgreSql implements Engine {

    private static final String USER = "webhook4j";

    private final String password = UUID.randomUUID().toString();
    private final int port = Ports.free();
    private final Server server;

    PostgreSql() {
        Path folder = Leftovers.folder("postgresql");
        Path bin = Binaries.postgreSql().resolve("bin");
        Path data = folder.resolve("data");
        initialize(folder, bin, data);
        List<String> command = asOrdinaryUser(folder, bin.resolve("postgres"));
        command.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port)));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                // after a crash; else each of a thousand files by itself, which takes seconds
                "recovery_init_sync_method=syncfs")) {
            command.addAll(List.of("-c", setting));
        }
        this.server = new Server(command, folder.resolve("log"), dataSource("postgres"));
        server.start();
    }

    private void initialize(Path folder, Path bin, Path data) {
        Path passwordFile = folder.resolve("password");
        try {
            Files.writeString(passwordFile, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = asOrdinaryUser(folder, bin.resolve("initdb"));
        command.addAll(
                List.of("-D", data.toString(), "-U", USER, "-A", "password", "--pwfile", passwordFile.toString()));
        command.addAll(List.of("-E", "UTF8", "--no-locale", "--no-sync"));
        Commands.run(command, folder.resolve("initdb.log"));
    }

    /** PostgreSQL refuses to run as root. In a user namespace of its own root is nobody, who owns root's files. */
    private static List<String> asOrdinaryUser(Path own, Path program) {
        List<String> command = new ArrayList<>();
        if (Commands.isRoot(own)) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(program.toString());
        return command;
    }

    @Override
    public String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
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
    public DataSource dataSource(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(name));
        source.setUser(USER);
        source.setPassword(password);
        return source;
    }

    @Override
    public void create(String name) throws SQLException {
        server.execute("CREATE DATABASE " + name);
    }

    @Override
    public void drop(String name) throws SQLException {
        server.execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    @Override
    public List<Long> connections(String name) throws SQLException {
        return server.numbers("SELECT pid FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    @Override
    public boolean killConnection(long number) throws SQLException {
        return server.numbers("SELECT pg_terminate_backend(" + number + ")::int")
                .contains(1L);
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
