package io.github.webhook4j.secrecy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The secrets that the tests make up, of {@code secrets.txt}. A test of the module {@code architecture} finds those that it lacks. */
final class TestSecrets {

    private static final List<String> ALL = read();

    private TestSecrets() {}

    static boolean in(String line) {
        for (String secret : ALL) {
            if (line.contains(secret)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> read() {
        try (InputStream in = Objects.requireNonNull(TestSecrets.class.getResourceAsStream("secrets.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
