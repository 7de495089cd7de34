package io.github.webhook4j.databases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JVM with this one's class path, to be killed. What it prints is read here; its errors go where this one's go. */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts one.
     *
     * @param options of the JVM, such as {@code -Xmx64m}
     * @param main has a main method
     * @param arguments of the main method
     */
    public static ChildJvm start(List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        Thread errors = new Thread(() -> showErrors(process), "errors of a child JVM");
        errors.setDaemon(true);
        errors.start();
        return new ChildJvm(process);
    }

    /** Not inherited: what this JVM prints is searched for secrets, signatures and bodies. */
    private static void showErrors(Process process) {
        process.errorReader(StandardCharsets.UTF_8).lines().forEach(System.err::println);
    }

    /** The next line, for which this waits; null when the process has ended. */
    public @Nullable String line() throws IOException {
        return lines.readLine();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /**
     * Kills it with SIGKILL.
     *
     * @return what it printed before and nobody has read
     */
    public List<String> kill() throws IOException {
        // Process.destroyForcibly would close the output
        process.toHandle().destroyForcibly();
        List<String> rest = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            rest.add(line);
        }
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
