package io.github.webhook4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How far recovery has come, in a file: a line for each event, and all of it written anew when a position has been reached. Each line is
 * written together with the line break before it, so that one that was cut off by the end of a process spoils no other.
 */
final class RecoveryFile implements RecoveryLog {

    private static final String SINCE = "since";
    private static final String RECOVERED = "recovered";
    private static final int FIELDS = 3;

    private final Path file;
    private final RecoveryMemory memory = new RecoveryMemory();

    RecoveryFile(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(this::read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("How far recovery has come cannot be read from " + file, e);
        }
    }

    /** A line that was cut off is as if it had not been written. */
    private void read(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
            return;
        }
        String endpoint = URLDecoder.decode(fields[1], StandardCharsets.UTF_8);
        if (fields[0].equals(RECOVERED)) {
            memory.recovered(endpoint, URLDecoder.decode(fields[2], StandardCharsets.UTF_8));
        } else if (fields[0].equals(SINCE)) {
            memory.reached(
                    endpoint,
                    new Position(time(fields[2]), memory.position(endpoint).recovered()));
        }
    }

    private Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(file + " is no log of recovery: \"" + text + "\" is no time", e);
        }
    }

    @Override
    public synchronized Position position(String endpoint) {
        return memory.position(endpoint);
    }

    @Override
    public synchronized void recovered(String endpoint, String id) {
        try {
            Files.writeString(
                    file, "\n" + line(RECOVERED, endpoint, id), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("How far recovery has come cannot be written to " + file, e);
        }
        memory.recovered(endpoint, id);
    }

    @Override
    public synchronized void reached(String endpoint, Position position) {
        memory.reached(endpoint, position);
        List<String> lines = new ArrayList<>();
        memory.endpoints().stream().sorted().forEach(name -> addLines(name, lines));
        try {
            Path whole = file.resolveSibling(file.getFileName() + ".new");
            Files.write(whole, lines);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("How far recovery has come cannot be written to " + file, e);
        }
    }

    private void addLines(String endpoint, List<String> lines) {
        Position position = memory.position(endpoint);
        if (position.since() != null) {
            lines.add(line(SINCE, endpoint, position.since().toString()));
        }
        Set<String> ids = position.recovered();
        ids.stream().sorted().forEach(id -> lines.add(line(RECOVERED, endpoint, id)));
    }

    private static String line(String what, String endpoint, String value) {
        return what + " " + encoded(endpoint) + " " + (what.equals(SINCE) ? value : encoded(value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "RecoveryLog[" + file + "]";
    }
}
