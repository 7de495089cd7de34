package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the event types that Zoom's SDK declares in TypeScript into outlines of their payloads. */
final class RivetTypes {

    private static final Pattern EVENT =
            Pattern.compile("(?:type \\w+ = |interface \\w+ extends )Event<\"([^\"]+)\">(?: &)? (?=\\{)");

    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|-?[\\w$.]+|\\S");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Matcher tokens;
    private String token = "";

    private RivetTypes(String source, int start) {
        this.tokens = TOKEN.matcher(source).region(start, source.length());
        next();
    }

    /** The outlines below a folder of declarations, by the events' names. */
    static Map<String, JsonNode> outlines(Path folder) throws IOException {
        Map<String, JsonNode> outlines = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".d.ts")).sorted().toList()) {
                String source = Files.readString(file);
                Matcher event = EVENT.matcher(source);
                while (event.find()) {
                    JsonNode outline = new RivetTypes(source, event.end()).union();
                    outlines.put(event.group(1), outline.path(outline.has("payload") ? "payload" : "?payload"));
                }
            }
        }
        return outlines;
    }

    private void next() {
        token = tokens.find() ? tokens.group() : "";
    }

    private boolean skip(String expected) {
        boolean there = token.equals(expected);
        if (there) {
            next();
        }
        return there;
    }

    private void need(String expected) {
        if (!skip(expected)) {
            throw new IllegalArgumentException("expected " + expected + " before " + token);
        }
    }

    private JsonNode union() {
        List<JsonNode> options = new ArrayList<>();
        skip("|");
        do {
            options.add(postfix());
        } while (skip("|"));
        return merged(options);
    }

    /** Texts of a vocabulary together, everything else as the widest of it. */
    private static JsonNode merged(List<JsonNode> options) {
        if (options.size() == 1) {
            return options.get(0);
        }
        if (options.stream().allMatch(JsonNode::isObject)) {
            ObjectNode all = JSON.objectNode();
            options.forEach(option -> option.properties().forEach(field -> {
                all.set("?" + field.getKey().replace("?", ""), field.getValue());
            }));
            return all;
        }
        Set<String> kinds = new LinkedHashSet<>();
        Set<String> values = new LinkedHashSet<>();
        for (JsonNode option : options) {
            String[] words = option.asText("any").split(" ", 2);
            kinds.add(words[0]);
            values.add(words.length > 1 ? words[1] : "");
        }
        values.remove("");
        String kind = kinds.size() == 1 ? kinds.iterator().next() : "any";
        return TextNode.valueOf(kind.equals("text") && !values.isEmpty() ? "text " + String.join("|", values) : kind);
    }

    private JsonNode postfix() {
        JsonNode value = primary();
        while (skip("[")) {
            need("]");
            value = JSON.arrayNode().add(value);
        }
        return value;
    }

    private JsonNode primary() {
        if (token.equals("{")) {
            return object();
        } else if (skip("(")) {
            JsonNode inner = union();
            need(")");
            return inner;
        }
        String word = token;
        next();
        if (skip("<")) {
            JsonNode inner = choices();
            need(">");
            return inner;
        }
        return TextNode.valueOf(scalar(word));
    }

    /** {@code ExactlyOneOf<[A, B]>}: the fields of all. */
    private JsonNode choices() {
        ArrayNode options = JSON.arrayNode();
        need("[");
        while (!skip("]")) {
            options.add(union());
            skip(",");
        }
        return merged(List.copyOf(options.valueStream().toList()));
    }

    private static String scalar(String word) {
        if (word.startsWith("\"")) {
            String value = word.substring(1, word.length() - 1);
            return value.matches("[\\w.-]+") ? "text " + value : "text";
        } else if (word.matches("-?[\\d.]+")) {
            return "whole";
        }
        return switch (word) {
            case "string" -> "text";
            case "number" -> "number";
            case "boolean" -> "flag";
            default -> "any";
        };
    }

    private ObjectNode object() {
        ObjectNode object = JSON.objectNode();
        need("{");
        while (!skip("}")) {
            String name = token.replace("\"", "").strip();
            next();
            String mark = skip("?") ? "?" : "";
            need(":");
            JsonNode value = union();
            skip(";");
            // a schema's keyword that slipped into the declarations
            if (!name.equals("additionalProperties")) {
                object.set(mark + name, value);
            }
        }
        return object;
    }
}
