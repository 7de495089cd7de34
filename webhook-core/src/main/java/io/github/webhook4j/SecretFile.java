package io.github.webhook4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secrets that a sender has made up in a file, one a line, which only its owner may read; and verifies with them. Until the file is
 * there, every request is refused. The newest is in the first line; the one before it of the same kind is kept, because what is on its
 * way is signed with it. After a secret, a tab and the subscription's kind follow if it has one. Nodes that do not share the file need a {@link SecretSink} of their own. Thread-safe.
 */
public final class SecretFile implements SecretSink {

    private static final int MOST_OF_A_KIND = 2;
    private static final char BEFORE_KIND = '\t';

    private final Path file;
    private @Nullable FileTime readAt;
    private @Nullable Secrets known;

    private SecretFile(Path file) {
        this.file = file;
    }

    /**
     * A file, which need not exist yet.
     *
     * @param file where it is; its folder exists
     * @return the secrets in it
     */
    public static SecretFile at(Path file) {
        return new SecretFile(file);
    }

    @Override
    public synchronized void keep(Subscription created, String secret) {
        try {
            List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
            String kind = created.kind().isEmpty() ? "" : BEFORE_KIND + created.kind();
            write(newest(Stream.concat(Stream.of(secret + kind), before.stream())));
        } catch (IOException e) {
            throw new UncheckedIOException("The secret cannot be written to " + file, e);
        }
    }

    /** Subscriptions of several kinds send to one URL, each with its own secret. */
    private static List<String> newest(Stream<String> lines) {
        Map<String, Integer> ofKind = new HashMap<>();
        List<String> kept = new ArrayList<>();
        lines.filter(line -> !line.isBlank()).distinct().forEach(line -> {
            String kind = line.substring(secretIn(line).length());
            if (ofKind.merge(kind, 1, Integer::sum) <= MOST_OF_A_KIND) {
                kept.add(line);
            }
        });
        return kept;
    }

    private static String secretIn(String line) {
        int tab = line.indexOf(BEFORE_KIND);
        return tab < 0 ? line : line.substring(0, tab);
    }

    /** Whole or not at all: the process may die in the middle. */
    private void write(List<String> lines) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        Files.createFile(whole, ownerOnly());
        Files.write(whole, lines);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * The secrets to verify with, read again when the file has changed.
     *
     * @return the secrets
     */
    public Secrets secrets() {
        return Secrets.perRequest(request -> current());
    }

    private synchronized @Nullable Secrets current() {
        try {
            FileTime changedAt = Files.getLastModifiedTime(file);
            if (!changedAt.equals(readAt)) {
                List<String> lines = Files.readAllLines(file).stream()
                        .map(SecretFile::secretIn)
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
                known = lines.isEmpty() ? null : Secrets.of(lines);
                readAt = changedAt;
            }
            return known;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("The secrets in " + file + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "SecretFile[" + file + "]";
    }
}
