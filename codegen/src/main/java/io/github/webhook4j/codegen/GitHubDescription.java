package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads GitHub's webhooks into one record per event and one per object, merging the variants of each. */
final class GitHubDescription {

    private static final Set<String> BEFORE_AND_AFTER = Set.of("from", "to");

    private final GitHubSchemas schemas;
    private final Model model = new Model();
    private final Set<String> read = new HashSet<>();

    GitHubDescription(JsonNode document) {
        this.schemas = new GitHubSchemas(document);
    }

    Model model() {
        return model;
    }

    /** Merges one payload's schema into the event's record. */
    void event(String event, String schema) {
        String key = GitHubNames.event(event);
        model.root(key);
        model.shape(key).wireName = event;
        merge(key, schemas.named(schema));
    }

    /** An edit's value before, and rarely after, is one record wherever it stands. */
    void shareChanges() {
        RecordShape change = model.shape("Change");
        for (RecordShape shape : List.copyOf(model.all())) {
            boolean texts = shape.components.values().stream().allMatch(c -> c.type == Type.Scalar.TEXT);
            boolean edit = BEFORE_AND_AFTER.containsAll(shape.components.keySet());
            if (shape != change && texts && edit && !shape.components.isEmpty()) {
                model.merge(change.key, shape.key);
            }
        }
    }

    /** A key may come to mean another record while its variants are read: what is inside may show that two are one. */
    private void merge(String key, JsonNode schema) {
        model.shape(model.resolve(key));
        for (Map<String, Component> variant : variants(key, schema)) {
            boolean saysWhatItRequires = variant.values().stream().anyMatch(component -> component.required > 0);
            if (saysWhatItRequires) {
                model.shape(model.resolve(key)).variants++;
            }
            for (Component component : variant.values()) {
                model.shape(model.resolve(key)).add(component, model::join);
            }
        }
    }

    /** The alternatives of an object schema, each with the properties of all its parts. */
    private List<Map<String, Component>> variants(String key, JsonNode schema) {
        JsonNode object = schemas.flat(schema);
        List<Map<String, Component>> variants = new ArrayList<>();
        schemas.options(object).forEach(option -> variants.addAll(variants(key, option)));
        if (variants.isEmpty()) {
            variants.add(new LinkedHashMap<>());
        }
        for (JsonNode part : object.path("allOf")) {
            Map<String, Component> more = variants(key, part).get(0);
            variants.forEach(variant -> more.values().forEach(component -> addPart(variant, component)));
        }
        Map<String, Component> own = own(key, object);
        variants.forEach(variant -> own.forEach((wire, component) -> variant.put(wire, component.copy())));
        return variants;
    }

    private void addPart(Map<String, Component> variant, Component component) {
        Component known = variant.putIfAbsent(component.wire, component.copy());
        if (known != null) {
            known.merge(component, model::join);
            known.required = Math.min(1, known.required);
        }
    }

    private Map<String, Component> own(String key, JsonNode object) {
        Map<String, Component> components = new LinkedHashMap<>();
        object.path("properties").properties().forEach(property -> {
            Component component = new Component(property.getKey(), type(key, property.getKey(), property.getValue()));
            component.nullable = schemas.isNullable(property.getValue());
            component.unit = GitHubSchemas.unit(schemas.flat(property.getValue()));
            component.vocabulary.addAll(schemas.vocabulary(property.getValue()));
            components.put(property.getKey(), component);
        });
        object.path("required").forEach(name -> {
            if (components.containsKey(name.asText())) {
                components.get(name.asText()).required = 1;
            }
        });
        return components;
    }

    private Type type(String owner, String wire, JsonNode schema) {
        Type told = GitHubNames.OVERRIDES.get(owner + "." + wire);
        if (told != null) {
            return told;
        }
        JsonNode flat = schemas.flat(schema);
        return switch (flat.path("type").asText()) {
            case "string" -> GitHubSchemas.isTime(wire, flat) ? Type.Scalar.TIME : Type.Scalar.TEXT;
            case "boolean" -> Type.Scalar.FLAG;
            case "integer" -> Type.Scalar.WHOLE;
            case "number" -> GitHubNames.FRACTIONS.contains(wire) ? Type.Scalar.DECIMAL : Type.Scalar.WHOLE;
            case "array" -> new Type.Items(type(owner, Words.singular(wire), flat.path("items")));
            default -> object(owner, wire, schema);
        };
    }

    private Type object(String owner, String wire, JsonNode schema) {
        JsonNode flat = schemas.flat(schema);
        if (schemas.isPermissions(flat)) {
            return new Type.Table(Type.Scalar.TEXT);
        } else if (flat.has("allOf") && !flat.has("title")) {
            return record(key(owner, wire, flat.path("allOf").path(0)), schema);
        } else if (flat.has("properties") || flat.has("allOf")) {
            return record(key(owner, wire, schema), schema);
        } else if (!schemas.options(flat).isEmpty()) {
            return union(owner, wire, schema);
        }
        JsonNode values = flat.path("additionalProperties");
        return values.isObject() && !values.isEmpty()
                ? new Type.Table(type(owner, Words.singular(wire), values))
                : Type.Scalar.ANY;
    }

    private Type record(String name, JsonNode schema) {
        String key = model.resolve(name);
        JsonNode flat = schemas.flat(schema);
        boolean empty = flat.path("properties").isEmpty()
                && !flat.has("allOf")
                && schemas.options(flat).isEmpty();
        if (empty) {
            return Type.Scalar.JSON;
        }
        if (!schema.has("$ref") || read.add(key + " " + GitHubSchemas.ref(schema))) {
            merge(key, schema);
        }
        return new Type.Ref(model.resolve(key));
    }

    /** One record for alternatives of one name or without names; of one type for scalars; JSON for anything wider. */
    private Type union(String owner, String wire, JsonNode schema) {
        List<JsonNode> options = schemas.options(schemas.flat(schema));
        Set<Optional<String>> names = options.stream().map(this::named).collect(Collectors.toSet());
        if (schemas.isObject(schemas.flat(schema)) && !GitHubNames.areApart(names)) {
            Optional<String> only = names.size() == 1 ? names.iterator().next() : Optional.empty();
            return record(only.orElseGet(() -> key(owner, wire, schema)), schema);
        }
        return options.stream()
                .map(option -> type(owner, wire, option))
                .reduce(model::join)
                .orElse(Type.Scalar.JSON);
    }

    private String key(String owner, String wire, JsonNode schema) {
        return named(schema).orElseGet(() -> GitHubNames.nested(owner, wire));
    }

    private Optional<String> named(JsonNode schema) {
        return GitHubNames.named(GitHubSchemas.ref(schema), schemas.flat(schema));
    }
}
