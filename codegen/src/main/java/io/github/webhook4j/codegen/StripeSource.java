package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes the sources of the Stripe module. */
final class StripeSource {

    private static final String PACKAGE = "io.github.webhook4j.stripe";

    private final ObjectMapper json = new ObjectMapper();
    private final Path data;
    private final StripeDescription description;
    private final Model model;

    /**
     * @param data a folder with {@code openapi-event-objects.json}, {@code thin-events.json}, {@code fixtures3.json} and
     *     {@code events/}
     */
    StripeSource(Path data) throws IOException {
        this.data = data;
        this.description = new StripeDescription(
                json.readTree(data.resolve("openapi-event-objects.json").toFile()));
        this.model = description.read();
        learn();
        new Sharing(model).apply();
    }

    private void learn() throws IOException {
        Evidence evidence = new Evidence(model);
        Map<String, Optional<String>> payloads = description.payloads();
        json.readTree(data.resolve("fixtures3.json").toFile()).path("resources").forEach(fixture -> {
            description.objectKey(fixture).ifPresent(key -> evidence.see(key, fixture));
        });
        for (Path file : Sources.jsonFiles(data.resolve("events"))) {
            JsonNode event = json.readTree(file.toFile());
            payloads.getOrDefault(event.path("type").asText(), Optional.empty())
                    .filter(key -> event.at("/data/object").isObject())
                    .ifPresent(key -> evidence.see(key, event.at("/data/object")));
        }
    }

    /** Writes records and constants below the module's folder. */
    void write(Path module) throws IOException {
        Sources sources = new Sources(module, PACKAGE);
        JavaWriter writer = new JavaWriter(model, PACKAGE + ".model", this::summary);
        for (Map.Entry<String, List<RecordShape>> file : model.files().entrySet()) {
            sources.write("model", file.getKey(), writer.file(file.getValue()));
        }
        sources.write(
                "model",
                "package-info",
                writer.packageInfo("Stripe's objects, one record each.", JavaWriter.DESCRIBED));
        sources.write("", "StripeEvents", events());
    }

    private String summary(RecordShape shape) {
        if (shape.owner().isEmpty() && model.roots().contains(shape.key)) {
            return "Stripe's {@code " + shape.wireName + "} object, carried by " + carriers(shape.key) + ".";
        } else if (shape.owner().isEmpty()) {
            return Docs.part(shape, model.users(shape.key)) + ".";
        }
        return Docs.nested(shape) + ".";
    }

    private String carriers(String key) {
        List<String> types = description.payloads().entrySet().stream()
                .filter(payload -> payload.getValue().filter(key::equals).isPresent())
                .map(Map.Entry::getKey)
                .toList();
        if (types.isEmpty()) {
            return "types of event that have several kinds of objects";
        }
        return Docs.some(types, "types of event");
    }

    private String events() throws IOException {
        Map<String, String> constants = new TreeMap<>();
        description.payloads().forEach((type, key) -> constants.put(type, key.orElse("JsonNode")));
        List<String> thin = new ArrayList<>();
        json.readTree(data.resolve("thin-events.json").toFile()).fieldNames().forEachRemaining(thin::add);
        String summary = "Stripe's event types: constants for the " + constants.size() + " whose payload is the"
                + " event's {@code data.object}. {@link #all} has the " + thin.size()
                + " thin types too; their payload is a {@link ThinEvent}.";
        return new EventsWriter(PACKAGE, "StripeEvents", "one of several objects")
                .source(summary, constants, thin.stream().sorted().toList(), "ThinEvent");
    }
}
