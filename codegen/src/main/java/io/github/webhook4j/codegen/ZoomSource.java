package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the sources of the Zoom module. */
final class ZoomSource {

    private static final String PACKAGE = "io.github.webhook4j.zoom";

    private final ObjectMapper json = new ObjectMapper();
    private final Model model = new Model(Type::joinCharacters);
    private final Map<String, String> payloads = new TreeMap<>();

    /**
     * @param data a folder with {@code events.json} and {@code examples/}
     */
    ZoomSource(Path data) throws IOException {
        Map<String, JsonNode> examples = new TreeMap<>();
        for (Path file : Sources.jsonFiles(data.resolve("examples"))) {
            String event = file.getFileName().toString().replaceFirst("\\.json$", "");
            examples.put(event, json.readTree(file.toFile()).path("payload"));
        }
        for (JsonNode listed :
                json.readTree(data.resolve("events.json").toFile()).path("events")) {
            String event = listed.path("event").asText();
            payloads.put(event, ZoomNames.kind(event) + ZoomNames.PAYLOAD);
        }
        read(Outlines.read("zoom"), examples);
        for (RecordShape shape : model.all()) {
            for (Component component : shape.components.values()) {
                if (component.type == Type.Scalar.ANY && ZoomNames.isId(component.wire)) {
                    component.type = Type.Scalar.TEXT;
                }
            }
        }
        payloads.replaceAll((event, key) -> model.find(key).isPresent() ? key : "JsonNode");
        payloads.values().stream().filter(key -> model.find(key).isPresent()).forEach(model::root);
        model.prune();
        new Sharing(model).apply();
        model.all().forEach(shape -> shape.sender = "zoom");
    }

    private void read(Map<String, JsonNode> outlines, Map<String, JsonNode> examples) {
        Inference inference = new Inference(model, new ZoomNames(), examples.values());
        payloads.forEach((event, key) -> {
            if (outlines.containsKey(event)) {
                inference.outline(key, outlines.get(event));
            }
            if (examples.containsKey(event)) {
                inference.example(key, examples.get(event));
            }
        });
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
                writer.packageInfo(
                        "Zoom's payloads and the objects in them, one record for each kind of object.",
                        "Components that are not nullable were in all that Zoom shows of such payloads; one that is"
                                + " missing all the same is {@code null}."));
        String about = "Zoom's event types: constants for the " + payloads.size() + " names that Zoom documents.";
        sources.write(
                "",
                "ZoomEvents",
                new EventsWriter(PACKAGE, "ZoomEvents", "Zoom does not say what is in it")
                        .source(about, payloads, List.of(), ""));
    }

    private String summary(RecordShape shape) {
        List<String> events = payloads.entrySet().stream()
                .filter(payload -> payload.getValue().equals(shape.key))
                .map(Map.Entry::getKey)
                .toList();
        if (!events.isEmpty()) {
            return "The payload of " + Docs.some(events, "events") + ".";
        }
        return (shape.owner().isEmpty() ? Docs.part(shape, model.users(shape.key)) : Docs.nested(shape)) + ".";
    }
}
