package io.github.webhook4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each block of code in a README stands in a file that is built: nobody copies what does not compile. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```(java|yaml|xml)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)\\)");

    private static String compact(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static List<String> blocks(String markdown) {
        return BLOCK.matcher(markdown)
                .results()
                .map(result -> compact(result.group(2)))
                .toList();
    }

    private static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>(files("examples"));
        examples.addAll(files("docs/providers"));
        return examples;
    }

    private static List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Module.root().resolve(folder))) {
            return files.filter(file -> file.toString().matches(".*/(src/.*\\.(java|ya?ml)|pom\\.xml)"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .map(file -> compact(Module.read(file)))
                    .toList();
        }
    }

    @Test
    void aBlockThatStandsInNoFileIsNoticed() throws IOException {
        List<String> blocks = blocks("text\n```java\nnobody wrote this;\n```\n```sh\nls\n```\n");
        assertThat(blocks).containsExactly("nobodywrotethis;");
        assertThat(examples()).noneMatch(example -> example.contains(blocks.get(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/providers/README.md"})
    void everyBlockOfCodeStandsInAnExample(String readme) throws IOException {
        List<String> examples = examples();
        assertThat(blocks(Module.read(Module.root().resolve(readme))))
                .hasSizeGreaterThan(2)
                .allSatisfy(block -> assertThat(examples).as(block).anyMatch(example -> example.contains(block)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/providers/README.md"})
    void everyLinkOfAReadmeLeadsToAFile(String readme) {
        Path file = Module.root().resolve(readme);
        Matcher links = LINK.matcher(Module.read(file));
        assertThat(links.results().map(link -> file.resolveSibling(link.group(1))))
                .isNotEmpty()
                .allMatch(Files::exists);
    }
}
