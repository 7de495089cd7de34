package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads JSON schemas of Shopify's topics into outlines of their payloads. */
final class ShopifySchemas {

    private ShopifySchemas() {}

    /** The outlines below a folder of schemas, by topic; topics whose payload is unknown are left out. */
    static Map<String, JsonNode> outlines(Path folder) throws IOException {
        Map<String, JsonNode> outlines = new TreeMap<>();
        for (Path file : Sources.jsonFiles(folder)) {
            String topic = folder.relativize(file).toString().replaceFirst("\\.json$", "");
            JsonNode outline = outline(new ObjectMapper().readTree(file.toFile()));
            if (outline.isObject() && !outline.isEmpty()) {
                outlines.put(topic, outline);
            }
        }
        return outlines;
    }

    private static JsonNode outline(JsonNode schema) {
        if (schema.has("properties")) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            schema.path("properties")
                    .properties()
                    .forEach(field -> object.set(field.getKey(), outline(field.getValue())));
            return object;
        } else if (schema.has("items")) {
            return JsonNodeFactory.instance.arrayNode().add(outline(schema.path("items")));
        }
        List<JsonNode> options = new ArrayList<>();
        schema.path("anyOf").forEach(option -> {
            if (!option.path("type").asText().equals("null")) {
                options.add(option);
            }
        });
        if (options.size() == 1) {
            return outline(options.get(0));
        }
        return TextNode.valueOf(scalar(schema));
    }

    private static String scalar(JsonNode schema) {
        Set<String> types = new LinkedHashSet<>();
        for (JsonNode option : schema.has("anyOf") ? schema.path("anyOf") : List.of(schema)) {
            JsonNode type = option.path("type");
            List<JsonNode> names = new ArrayList<>();
            (type.isArray() ? type : List.of(type)).forEach(names::add);
            names.forEach(name -> types.add(word(name.asText("any"), option)));
        }
        types.remove("");
        return types.size() == 1 ? types.iterator().next() : types.isEmpty() ? "any" : wider(types);
    }

    private static String wider(Set<String> types) {
        boolean characters = Set.of("text", "time", "whole", "fraction").containsAll(types);
        return !characters ? "any" : Set.of("whole", "fraction").containsAll(types) ? "fraction" : "text";
    }

    private static String word(String type, JsonNode schema) {
        return switch (type) {
            case "string" -> schema.path("format").asText().equals("date-time") ? "time" : "text";
            case "integer" -> "whole";
            case "number" -> "fraction";
            case "boolean" -> "flag";
            case "null" -> "";
            default -> "any";
        };
    }
}
