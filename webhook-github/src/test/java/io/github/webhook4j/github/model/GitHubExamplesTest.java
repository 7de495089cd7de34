package io.github.webhook4j.github.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.github.GitHubEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledIfSystemProperty(named = "webhook4j.data", matches = ".+")
class GitHubExamplesTest {

    private static final Path DATA = Path.of(System.getProperty("webhook4j.data", "."), "github");

    /** Two examples of 2018 have {@code 2018-04-25 20:42:10} there: no instant, until one takes it for UTC. */
    private static final Set<String> TIMES_WITHOUT_A_ZONE = Set.of(
            "check_run.check_run.app.created_at",
            "check_run.check_run.app.updated_at",
            "check_run.check_run.check_suite.app.created_at",
            "check_run.check_run.check_suite.app.updated_at");

    @Test
    void theKindsAreThoseThatGitHubSends() throws IOException {
        List<String> listed = new ArrayList<>();
        for (JsonNode event :
                Mapper.STRICT.readTree(DATA.resolve("events.json").toFile()).path("events")) {
            String name = event.path("event").asText();
            for (JsonNode action : event.path("action_details")) {
                if (isSent(action)) {
                    listed.add(name + "." + action.path("action").asText());
                }
            }
            if (isSent(event.path("actionless"))) {
                listed.add(name);
            }
        }
        assertThat(GitHubEvents.all())
                .extracting(EventType::name)
                .filteredOn(name -> !name.endsWith(".*"))
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    private static boolean isSent(JsonNode kind) {
        return kind.path("editions").toString().contains("\"api.github.com\"");
    }

    @Test
    void everyRecordedEventComesBackWhole() throws IOException {
        Leaves leaves = new Leaves();
        for (Path file : jsonFiles()) {
            JsonNode payload = Mapper.STRICT.readTree(file.toFile());
            String event = file.getParent().getFileName().toString();
            for (EventType<?> type : GitHubEvents.all()) {
                if (type.name().equals(event) || type.name().equals(event + ".*")) {
                    String kind = payload.has("action")
                            ? event + "." + payload.path("action").asText()
                            : event;
                    Object bound = Deliveries.bind(type, kind, Files.readAllBytes(file));
                    leaves.compare(event + "#" + file.getFileName(), payload, Mapper.STRICT.valueToTree(bound));
                }
            }
        }
        assertThat(leaves.lost()).as(leaves::report).isSubsetOf(TIMES_WITHOUT_A_ZONE);
        assertThat(leaves.percentKept()).as(leaves::report).isGreaterThan(99.98);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pull_request/opened", "installation/created"})
    void noFieldThatIsMissingNullOrOfAnotherTypeCostsTheDelivery(String name) throws Exception {
        JsonNode payload = Mapper.STRICT.readTree(
                DATA.resolve("examples/" + name + ".payload.json").toFile());
        String event = name.substring(0, name.indexOf('/'));
        EventType<?> type = GitHubEvents.all().stream()
                .filter(known -> known.name().equals(event + ".*"))
                .findFirst()
                .orElseThrow();
        for (Map.Entry<String, JsonNode> part : List.copyOf(payload.properties())) {
            Mutations.each(
                    part.getKey(),
                    part.getValue(),
                    mutation -> assertThat(Deliveries.bind(
                                    type, name.replace('/', '.'), Mapper.STRICT.writeValueAsBytes(payload)))
                            .as(mutation)
                            .isNotNull());
        }
    }

    private static List<Path> jsonFiles() throws IOException {
        try (Stream<Path> files = Files.walk(DATA.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
