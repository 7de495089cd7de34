package io.github.webhook4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The command as a process, with all that it prints. What it prints is printed here too, so that it is searched for what is secret. */
final class Cli implements AutoCloseable {

    private static final long LIMIT_SECONDS = 60;
    private static final String END = "end of output";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Thread errorReader;

    private Cli(Process process) {
        this.process = process;
        reader(process.getInputStream(), lines, true).start();
        this.errorReader = reader(process.getErrorStream(), errors, false);
        this.errorReader.start();
    }

    /**
     * How it ended.
     *
     * @param status its exit code
     * @param out the lines of its output
     * @param err those of its errors
     */
    record Ended(int status, List<String> out, List<String> err) {
        String all() {
            return String.join("\n", out) + "\n" + String.join("\n", err);
        }
    }

    static List<String> onClassPath() {
        return List.of("-cp", System.getProperty("java.class.path"), Webhook4j.class.getName());
    }

    static Ended run(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        try (Cli cli = start(variables, arguments)) {
            return cli.end();
        }
    }

    static Cli start(Map<String, String> variables, String... arguments) throws IOException {
        return start(onClassPath(), variables, arguments);
    }

    static Cli start(List<String> program, Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"));
        command.addAll(program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("WEBHOOK4J_"));
        builder.environment().putAll(variables);
        return new Cli(builder.start());
    }

    private static Thread reader(InputStream in, Collection<String> to, boolean ends) {
        Thread reader = new Thread(
                () -> {
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .lines()
                            .forEach(line -> {
                                System.out.println(line);
                                to.add(line);
                            });
                    if (ends) {
                        to.add(END);
                    }
                },
                "output of a command");
        reader.setDaemon(true);
        return reader;
    }

    /** Waits for a line of the output with a text in it, and returns it. */
    String line(String part) throws InterruptedException {
        while (true) {
            String line = next();
            if (line.contains(part)) {
                return line;
            }
            if (line.equals(END)) {
                throw new IllegalStateException("it ended without \"" + part + "\": " + seen + errors);
            }
        }
    }

    /** Waits for a line of the errors with a text in it. */
    void error(String part) throws InterruptedException {
        for (int tries = 0; tries < 10 * LIMIT_SECONDS; tries++) {
            if (errors.stream().anyMatch(line -> line.contains(part))) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("no error \"" + part + "\" in " + errors);
    }

    private String next() throws InterruptedException {
        String line = lines.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new IllegalStateException("nothing more is printed; so far: " + seen + errors);
        }
        if (!line.equals(END)) {
            seen.add(line);
        }
        return line;
    }

    /** Sends it SIGTERM, and waits for its end. */
    Ended terminate() throws InterruptedException {
        // Process.destroy would close the output before it has been read
        process.toHandle().destroy();
        return end();
    }

    Ended end() throws InterruptedException {
        while (!next().equals(END)) {
            Thread.onSpinWait();
        }
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it does not end; so far: " + seen);
        }
        errorReader.join();
        return new Ended(process.exitValue(), List.copyOf(seen), List.copyOf(errors));
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
