package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What single schemas of GitHub's description say. */
final class GitHubSchemas {

    private static final Set<String> LEVELS = Set.of("read", "write", "admin");

    private static final int FEW_PERMISSIONS = 5;

    private final JsonNode schemas;

    GitHubSchemas(JsonNode document) {
        this.schemas = document.path("components").path("schemas");
    }

    JsonNode named(String name) {
        return schemas.path(name);
    }

    /** The name of the schema that this one refers to, empty where it is written in place. */
    static String ref(JsonNode schema) {
        String path = schema.path("$ref").asText();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The schema itself. */
    JsonNode flat(JsonNode schema) {
        return schema.has("$ref") ? flat(schemas.path(ref(schema))) : schema;
    }

    /** The alternatives but for null. */
    List<JsonNode> options(JsonNode flat) {
        List<JsonNode> options = new ArrayList<>();
        for (String choice : List.of("oneOf", "anyOf")) {
            for (JsonNode option : flat.path(choice)) {
                if (!flat(option).path("type").asText().equals("null")) {
                    options.add(option);
                }
            }
        }
        return options;
    }

    /** Whether a value is an object with known names. */
    boolean isObject(JsonNode flat) {
        List<JsonNode> options = options(flat);
        boolean all = !options.isEmpty() && options.stream().allMatch(option -> isObject(flat(option)));
        return flat.has("properties") || flat.has("allOf") || all;
    }

    boolean isNullable(JsonNode schema) {
        JsonNode flat = flat(schema);
        boolean nullable =
                schema.path("nullable").asBoolean() || flat.path("nullable").asBoolean();
        for (String parts : List.of("oneOf", "anyOf", "allOf")) {
            for (JsonNode part : flat.path(parts)) {
                nullable |= isNullable(part);
            }
        }
        return nullable;
    }

    /** The texts that a field, or an element of a list, may be. */
    Set<String> vocabulary(JsonNode schema) {
        JsonNode flat = flat(schema);
        Set<String> values = new LinkedHashSet<>();
        (flat.has("items") ? flat(flat.path("items")) : flat).path("enum").forEach(value -> {
            if (value.isTextual()) {
                values.add(value.asText());
            }
        });
        return values;
    }

    /** Permissions grow with every feature of GitHub, so their names are data. */
    boolean isPermissions(JsonNode flat) {
        Set<String> levels = new HashSet<>();
        flat.path("properties").forEach(permission -> {
            Set<String> values = vocabulary(permission);
            levels.addAll(values.isEmpty() ? Set.of("") : values);
        });
        return flat.path("properties").size() >= FEW_PERMISSIONS && LEVELS.containsAll(levels);
    }

    /** An instant, by its format or its name; a few have no format. */
    static boolean isTime(String wire, JsonNode flat) {
        String format = flat.path("format").asText();
        return format.equals("date-time") || (format.isEmpty() && wire.endsWith("_at"));
    }

    /** An address may have placeholders. */
    static Component.Unit unit(JsonNode flat) {
        return flat.path("format").asText().equals("uri-template") ? Component.Unit.TEMPLATE : Component.Unit.NONE;
    }
}
