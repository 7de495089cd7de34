package io.github.webhook4j.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The main sources of one module. */
final class Sources {

    private final Path root;

    /** Opens a module's sources and deletes what an earlier run wrote. */
    Sources(Path module, String pkg) throws IOException {
        this.root = module.resolve("src/main/java").resolve(pkg.replace('.', '/'));
        Path models = root.resolve("model");
        Files.createDirectories(models);
        try (Stream<Path> files = Files.list(models)) {
            for (Path file : files.toList()) {
                if (Files.readString(file).startsWith(JavaWriter.MARK)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Writes one class. */
    void write(String folder, String name, String text) throws IOException {
        Files.writeString(root.resolve(folder).resolve(name + ".java"), text);
    }

    /** The JSON files below a folder, in the order of their names. */
    static List<Path> jsonFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
