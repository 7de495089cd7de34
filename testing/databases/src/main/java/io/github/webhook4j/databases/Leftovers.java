package io.github.webhook4j.databases;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Ends the servers of this JVM and deletes what they wrote when the JVM is gone. A shell does it, which notices the end
 * by its input: a shutdown hook would not run when the JVM is killed, as crash tests and impatient builds do.
 */
final class Leftovers {

    private static final Leftovers OF_THIS_JVM = create();

    private final Path folder;
    private final OutputStream shell;

    private Leftovers(Path folder, OutputStream shell) {
        this.folder = folder;
        this.shell = shell;
    }

    private static Leftovers create() {
        try (InputStream script =
                Objects.requireNonNull(Leftovers.class.getResourceAsStream("leftovers.sh"), "leftovers.sh")) {
            // short, because the path of a socket in it may have 107 characters
            Path folder = Files.createTempDirectory("webhook4j-db-");
            Process shell = new ProcessBuilder(
                            "sh",
                            "-c",
                            new String(script.readAllBytes(), StandardCharsets.UTF_8),
                            "leftovers",
                            folder.toString())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return new Leftovers(folder, shell.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new folder that is gone soon after the JVM is. */
    static Path folder(String name) {
        try {
            return Files.createTempDirectory(OF_THIS_JVM.folder, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void add(long pid) {
        OF_THIS_JVM.tell("+ " + pid);
    }

    /** To be told at once when a process has ended: its number may become another's. */
    static void remove(long pid) {
        OF_THIS_JVM.tell("- " + pid);
    }

    private synchronized void tell(String line) {
        try {
            shell.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            shell.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
