package io.github.webhook4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what is too secret for an argument. */
final class TextFile {

    private TextFile() {}

    static String read(Path file) {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException e) {
            throw new Failure(file + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
        if (text.isEmpty()) {
            throw new Failure(file + " is empty");
        }
        return text;
    }
}
