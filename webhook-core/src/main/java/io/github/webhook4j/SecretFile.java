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
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secrets that a sender has made up in a file, one a line, which only its owner may read; and verifies with them. Until the file is
 * there, every request is refused. The newest is in the first line; the one before it is kept, because what is on its way is signed
 * with it. Nodes that do not share the file need a {@link SecretSink} of their own. Thread-safe.
 */
public final class SecretFile implements SecretSink {

    private static final int MOST_LINES = 2;

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
            List<String> lines = Stream.concat(Stream.of(secret), before.stream())
                    .filter(line -> !line.isBlank())
                    .distinct()
                    .limit(MOST_LINES)
                    .toList();
            write(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("The secret cannot be written to " + file, e);
        }
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
