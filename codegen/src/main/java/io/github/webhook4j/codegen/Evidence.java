package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.regex.Pattern;

/** Corrects what a description promises by what the sender's examples show. */
final class Evidence {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d.*");

    private static final Logger LOG = System.getLogger(Evidence.class.getName());

    private final Model model;

    Evidence(Model model) {
        this.model = model;
    }

    /** Counts an example of a record, and marks the fields that it lacks or that have another type in it. */
    void see(String key, JsonNode example) {
        RecordShape shape = model.find(key).orElseThrow();
        shape.examples++;
        example.properties().forEach(field -> {
            if (!shape.components.containsKey(field.getKey())) {
                Component found = new Component(field.getKey(), guess(field.getValue()));
                found.described = false;
                shape.add(found, Type::join);
            }
        });
        boolean whole = isWhole(shape, example);
        for (Component component : shape.components.values()) {
            JsonNode value = example.path(component.wire);
            if (value.isMissingNode() || value.isNull()) {
                component.missing |= whole;
            } else {
                Type confirmed = confirm(component.type, value);
                if (!confirmed.equals(component.type)) {
                    LOG.log(
                            Level.WARNING,
                            "{0}.{1}: {2} is {3} in an example",
                            key,
                            component.wire,
                            component.type,
                            confirmed);
                }
                component.type = confirmed;
            }
        }
    }

    /** An example that lacks most of what is required was cut down by hand and proves no absence. */
    private static boolean isWhole(RecordShape shape, JsonNode example) {
        List<Component> required = shape.components.values().stream()
                .filter(component -> shape.isRequired(component) && !component.nullable)
                .toList();
        long there = required.stream()
                .filter(component -> example.hasNonNull(component.wire))
                .count();
        return 2 * there >= required.size();
    }

    private Type confirm(Type type, JsonNode value) {
        if (type instanceof Type.Ref ref) {
            if (value.isObject()) {
                see(ref.key(), value);
            }
            return value.isObject() ? type : Type.Scalar.JSON;
        } else if (type instanceof Type.Items items) {
            return value.isArray() ? new Type.Items(confirmAll(items.of(), value)) : Type.Scalar.JSON;
        } else if (type instanceof Type.Table table) {
            return value.isObject() ? new Type.Table(confirmAll(table.of(), value)) : Type.Scalar.JSON;
        } else if (type instanceof Type.Page page) {
            return new Type.Page(confirmAll(page.of(), value.path("data")));
        } else if (type instanceof Type.Link link) {
            return value.isObject() ? new Type.Link(confirm(link.of(), value)) : type;
        }
        return scalar((Type.Scalar) type, value);
    }

    /** The type of a field that is in an example and not in the description. */
    private static Type guess(JsonNode value) {
        if (value.isTextual()) {
            return TIME.matcher(value.asText()).matches() ? Type.Scalar.TIME : Type.Scalar.TEXT;
        } else if (value.isBoolean()) {
            return Type.Scalar.FLAG;
        } else if (value.isIntegralNumber()) {
            return Type.Scalar.WHOLE;
        }
        return Type.Scalar.ANY;
    }

    private Type confirmAll(Type type, JsonNode values) {
        Type confirmed = type;
        for (JsonNode value : values) {
            confirmed = value.isNull() ? confirmed : confirm(confirmed, value);
        }
        return confirmed;
    }

    private static Type scalar(Type.Scalar type, JsonNode value) {
        return switch (type) {
            case TEXT -> value.isTextual() ? type : Type.Scalar.JSON;
            case FLAG -> value.isBoolean() ? type : Type.Scalar.JSON;
            case DECIMAL -> value.isNumber() ? type : Type.Scalar.JSON;
            case WHOLE -> value.isIntegralNumber() ? type : value.isNumber() ? Type.Scalar.DECIMAL : Type.Scalar.JSON;
            case TIME -> isTime(value) ? type : value.isTextual() ? Type.Scalar.TEXT : Type.Scalar.JSON;
            case JSON, ANY -> type;
        };
    }

    private static boolean isTime(JsonNode value) {
        return value.isIntegralNumber() || TIME.matcher(value.asText()).matches();
    }
}
