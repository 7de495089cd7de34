package io.github.webhook4j.github.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.github.GitHubEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "webhook4j.data", matches = ".+")
class GitHubExamplesTest {

    private static final Path DATA = Path.of(System.getProperty("webhook4j.data", "."), "github");

    @Test
    void everyRecordedEventComesBackWhole() throws IOException {
        Leaves leaves = new Leaves();
        for (Path file : jsonFiles()) {
            JsonNode payload = Mapper.STRICT.readTree(file.toFile());
            String event = file.getParent().getFileName().toString();
            for (EventType<?> type : GitHubEvents.all()) {
                if (type.name().equals(event) || type.name().equals(event + ".*")) {
                    Object bound = Mapper.STRICT.treeToValue(payload, type.payload());
                    leaves.compare(event + "#" + file.getFileName(), payload, Mapper.STRICT.valueToTree(bound));
                }
            }
        }
        assertThat(leaves.percentKept()).as(leaves::report).isEqualTo(100.0);
    }

    private static List<Path> jsonFiles() throws IOException {
        try (Stream<Path> files = Files.walk(DATA.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
