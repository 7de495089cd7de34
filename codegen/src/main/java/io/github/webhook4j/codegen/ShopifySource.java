package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the sources of the Shopify module. */
final class ShopifySource {

    private static final String PACKAGE = "io.github.webhook4j.shopify";

    private static final List<String> CHANGED = List.of("Product", "Customer");

    private static final List<String> CHANGES = List.of("create", "update", "delete");

    private final ObjectMapper json = new ObjectMapper();
    private final Model model = new Model(Type::joinCharacters);
    private final Map<String, String> payloads = new TreeMap<>();

    /**
     * @param data a folder with {@code events.json} and {@code examples/}
     */
    ShopifySource(Path data) throws IOException {
        Map<String, JsonNode> outlines = Outlines.read("shopify");
        Map<String, JsonNode> examples = examples(data.resolve("examples"));
        Inference inference = new Inference(model, new ShopifyNames(), examples.values());
        for (JsonNode listed :
                json.readTree(data.resolve("events.json").toFile()).path("topics")) {
            String topic = listed.path("topic").asText();
            if (outlines.containsKey(topic) || examples.containsKey(topic)) {
                payloads.put(topic, ShopifyNames.root(topic));
            } else {
                payloads.put(topic, "JsonNode");
            }
        }
        payloads.forEach((topic, key) -> {
            if (outlines.containsKey(topic)) {
                inference.outline(key, outlines.get(topic));
            }
            if (examples.containsKey(topic)) {
                inference.example(key, examples.get(topic));
            }
        });
        finish();
    }

    private Map<String, JsonNode> examples(Path folder) throws IOException {
        Map<String, JsonNode> examples = new LinkedHashMap<>();
        for (Path file : Sources.jsonFiles(folder)) {
            String topic =
                    file.getFileName().toString().replaceFirst("\\.json$", "").replace("__", "/");
            examples.put(topic, json.readTree(file.toFile()));
        }
        return examples;
    }

    /** A subscription may select fields, so that any may be absent. */
    private void finish() {
        payloads.values().stream().filter(key -> model.find(key).isPresent()).forEach(model::root);
        for (RecordShape shape : model.all()) {
            for (Component component : shape.components.values()) {
                if (component.type == Type.Scalar.ANY || component.type.equals(new Type.Items(Type.Scalar.ANY))) {
                    component.type = ShopifyNames.unfilled(component.wire, component.type);
                }
            }
        }
        model.prune();
        new Sharing(model).apply();
        for (RecordShape shape : model.all()) {
            shape.sender = "shopify";
            shape.components.values().forEach(component -> component.required = 0);
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
                writer.packageInfo(
                        "Shopify's resources, one record each.",
                        "A subscription may select fields, so any component may be {@code null}."));
        String about = "Shopify's event types: constants for the " + payloads.size()
                + " topics of webhooks, and for the" + " changes that its newer events report.";
        Map<String, String> all = new TreeMap<>(payloads);
        CHANGED.forEach(resource -> CHANGES.forEach(change -> all.put(resource + "/" + change, "ResourceChange")));
        sources.write(
                "",
                "ShopifyEvents",
                new EventsWriter(PACKAGE, "ShopifyEvents", "Shopify does not say what is in it")
                        .source(about, all, List.of(), ""));
    }

    private String summary(RecordShape shape) {
        List<String> topics = payloads.entrySet().stream()
                .filter(payload -> payload.getValue().equals(shape.key))
                .map(Map.Entry::getKey)
                .toList();
        if (!topics.isEmpty()) {
            return "The payload of " + Docs.some(topics, "topics") + ".";
        }
        return (shape.owner().isEmpty() ? Docs.part(shape, model.users(shape.key)) : Docs.nested(shape)) + ".";
    }
}
