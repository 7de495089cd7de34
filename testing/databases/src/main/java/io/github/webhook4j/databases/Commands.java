package io.github.webhook4j.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs that are run to their end. */
final class Commands {

    private Commands() {}

    /** Its output goes to the log, at whose end the reason is if it fails. */
    static void run(List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            succeeded(String.join(" ", command) + ", see " + log, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void succeeded(String what, Process process) {
        int status;
        try {
            status = process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + what, e);
        }
        if (status != 0) {
            throw new IllegalStateException("Ended with status " + status + ": " + what);
        }
    }

    static boolean isRoot(Path own) {
        try {
            return Files.getAttribute(own, "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
