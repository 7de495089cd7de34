package io.github.webhook4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledIfSystemProperty(named = "webhook4j.data", matches = ".+")
class CommittedSourcesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "github", "slack", "shopify", "zoom"})
    void whatIsCommittedIsWhatTheGeneratorWrites(String provider) throws IOException {
        Path data = Path.of(System.getProperty("webhook4j.data"), provider);
        Codegen.main(new String[] {provider, data.toString(), folder.toString()});

        assertThat(generated(Path.of("../webhook-" + provider))).isEqualTo(generated(folder));
    }

    /** The generated files below a module. */
    private static Map<String, String> generated(Path module) throws IOException {
        Path sources = module.resolve("src/main/java");
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                if (text.startsWith(JavaWriter.MARK)) {
                    texts.put(sources.relativize(file).toString(), withoutFormat(text));
                }
            }
        }
        return texts;
    }

    /** Blanks are the formatter's, except within texts, which it leaves as they are. */
    private static String withoutFormat(String source) {
        String[] parts = source.split("\"\"\"", -1);
        for (int code = 0; code < parts.length; code += 2) {
            parts[code] = parts[code].replaceAll("\\s", "");
        }
        return String.join("\"\"\"", parts);
    }
}
