package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the sources of the GitHub module. */
final class GitHubSource {

    private static final String PACKAGE = "io.github.webhook4j.github";

    private static final String EDITION = "api.github.com";

    private final ObjectMapper json = new ObjectMapper();
    private final Path data;
    private final GitHubDescription description;
    private final Map<String, String> payloads = new TreeMap<>();

    /**
     * @param data a folder with {@code openapi-webhooks.json}, {@code events.json} and {@code examples/}
     */
    GitHubSource(Path data) throws IOException {
        this.data = data;
        ObjectNode document =
                (ObjectNode) json.readTree(data.resolve("openapi-webhooks.json").toFile());
        addMissing((ObjectNode) document.at("/components/schemas"));
        this.description = new GitHubDescription(document);
        for (JsonNode event :
                json.readTree(data.resolve("events.json").toFile()).path("events")) {
            read(event);
        }
        learn();
        description.shareChanges();
        description.model().prune();
        new Sharing(description.model()).apply();
    }

    /** Some payloads are in GitHub's TypeScript package before they are in its OpenAPI description. */
    private void addMissing(ObjectNode schemas) throws IOException {
        try (InputStream in = GitHubSource.class.getResourceAsStream("github-additions.json")) {
            json.readTree(in).path("schemas").properties().forEach(schema -> {
                schemas.set("addition:" + schema.getKey(), schema.getValue());
            });
        }
    }

    private void read(JsonNode event) {
        String name = event.path("event").asText();
        List<JsonNode> actions = json.convertValue(
                event.path("action_details"),
                json.getTypeFactory().constructCollectionType(List.class, JsonNode.class));
        for (JsonNode action : actions) {
            if (isOffered(action)) {
                payload(name, name + "." + action.path("action").asText(), action);
                payloads.put(name + ".*", GitHubNames.event(name));
            }
        }
        if (isOffered(event.path("actionless"))) {
            payload(name, name, event.path("actionless"));
        }
    }

    private static boolean isOffered(JsonNode kind) {
        for (JsonNode edition : kind.path("editions")) {
            if (edition.asText().equals(EDITION)) {
                return true;
            }
        }
        return false;
    }

    private void payload(String event, String type, JsonNode kind) {
        payloads.put(type, GitHubNames.event(event));
        description.event(event, kind.has("schema") ? kind.path("schema").asText() : "addition:" + event);
    }

    private void learn() throws IOException {
        Evidence evidence = new Evidence(description.model());
        Path examples = data.resolve("examples");
        for (Path file : Sources.jsonFiles(examples)) {
            String key = GitHubNames.event(examples.relativize(file).getName(0).toString());
            if (description.model().find(key).isPresent()) {
                evidence.see(key, json.readTree(file.toFile()));
            }
        }
    }

    /** Writes records and constants below the module's folder. */
    void write(Path module) throws IOException {
        Sources sources = new Sources(module, PACKAGE);
        JavaWriter writer = new JavaWriter(description.model(), PACKAGE + ".model", this::summary);
        for (Map.Entry<String, List<RecordShape>> file :
                description.model().files().entrySet()) {
            sources.write("model", file.getKey(), writer.file(file.getValue()));
        }
        long kinds =
                payloads.keySet().stream().filter(type -> !type.endsWith(".*")).count();
        String about = "GitHub's event types: the " + kinds + " kinds of payload, named by event and action, and a"
                + " family for every event that has actions.";
        sources.write(
                "model",
                "package-info",
                writer.packageInfo("GitHub's payloads: one record per event, one per object.", JavaWriter.DESCRIBED));
        sources.write(
                "",
                "GitHubEvents",
                new EventsWriter(PACKAGE, "GitHubEvents", "one of several objects")
                        .source(about, payloads, List.of(), ""));
    }

    private String summary(RecordShape shape) {
        if (description.model().roots().contains(shape.key)) {
            return "The payload of GitHub's {@code " + shape.wireName + "} event.";
        } else if (shape.owner().isEmpty()) {
            return Docs.part(shape, description.model().users(shape.key)) + ", with the fields of all its variants.";
        }
        return Docs.nested(shape) + ".";
    }
}
