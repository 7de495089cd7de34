package io.github.webhook4j.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A server's process, and a connection of its administrator. */
final class Server {

    private static final long START_LIMIT_SECONDS = 60;
    private static final int LOG_LINES_SHOWN = 20;

    private final List<String> command;
    private final Path log;
    private final DataSource administration;
    private @Nullable Process process;
    private @Nullable Connection administrator;

    Server(List<String> command, Path log, DataSource administration) {
        this.command = List.copyOf(command);
        this.log = log;
        this.administration = administration;
    }

    synchronized void start() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_LIMIT_SECONDS);
        while (administrator == null) {
            if (process == null || !process.isAlive()) {
                // also again: PostgreSQL refuses until the last process of the one that was killed is quite gone
                process = launch();
            }
            try {
                administrator = administration.getConnection();
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Does not start: " + command + "\n" + lastLines(), e);
                }
                pause();
            }
        }
    }

    private Process launch() {
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            started.getOutputStream().close();
            Leftovers.add(started.pid());
            var unused = started.onExit().thenAccept(ended -> Leftovers.remove(ended.pid()));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With SIGKILL, and all processes that it has started. */
    synchronized void kill() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException("Not running: " + command);
        }
        administrator = null;
        // or it starts another process while the list is read, which would outlive it
        Commands.run(List.of("kill", "-STOP", String.valueOf(running.pid())), log);
        List<ProcessHandle> all = Stream.concat(Stream.of(running.toHandle()), running.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        // PostgreSQL takes a process that is not reaped for a running server
        while (running.isAlive() || all.stream().anyMatch(Server::isRunning)) {
            pause();
        }
    }

    /** Not {@link ProcessHandle#isAlive}: that is true until somebody reaps, and for grandchildren that may be late. */
    private static boolean isRunning(ProcessHandle one) {
        Path status = Path.of("/proc", String.valueOf(one.pid()), "stat");
        try {
            String text = Files.readString(status, StandardCharsets.ISO_8859_1);
            return text.charAt(text.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            // what has ended has no status
            return false;
        }
    }

    synchronized void execute(String sql) throws SQLException {
        try (Statement statement = administrator().createStatement()) {
            statement.execute(sql);
        }
    }

    synchronized List<Long> numbers(String sql) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = administrator().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    /** Of a server that runs: a test that failed between crash and restart is not the next one's trouble. */
    private Connection administrator() {
        start();
        return Objects.requireNonNull(administrator);
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a server", e);
        }
    }
}
