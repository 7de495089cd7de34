package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds records in values: in examples, and in outlines, which have the name of a type where examples have a value.
 *
 * <p>An outline's types are {@code text}, {@code time}, {@code whole}, {@code fraction}, {@code number}, {@code flag} and
 * {@code any}; a text may have its vocabulary, as in {@code text open|closed}; {@code ?} before a field's name says that it may
 * be absent. What an outline calls a text is a time, and what it calls a number a fraction, where examples have such a value
 * under the same name.
 */
final class Inference {

    /** How a sender names its records and reads its values. */
    interface Names {

        /** The key of the record of an object that is a field of another record. */
        String record(String owner, String wire, JsonNode object);

        /** The type of a field, from the one that a value has. */
        Type type(String owner, String wire, Type type);
    }

    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d" + "(T\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)| \\d\\d:\\d\\d:\\d\\d)");

    private static final Pattern TIME_NAME = Pattern.compile(".*([tT]ime|_ts|[sS]tamp|date).*");

    private static final long FIRST_MILLISECOND = 1_000_000_000_000L;

    private final Model model;
    private final Names names;
    private final Set<String> times = new HashSet<>();
    private final Set<String> fractions = new HashSet<>();
    private boolean outlines;

    /**
     * @param model where the records go
     * @param names the sender's ways
     * @param examples all examples
     */
    Inference(Model model, Names names, Collection<JsonNode> examples) {
        this.model = model;
        this.names = names;
        examples.forEach(this::collect);
    }

    private void collect(JsonNode value) {
        value.properties().forEach(field -> {
            Type type = scalar(field.getKey(), field.getValue());
            if (type == Type.Scalar.TIME) {
                times.add(field.getKey());
            } else if (type == Type.Scalar.DECIMAL) {
                fractions.add(field.getKey());
            }
        });
        value.forEach(this::collect);
    }

    /** Takes in an outline of a record. */
    void outline(String key, JsonNode outline) {
        outlines = true;
        see(key, outline);
    }

    /** Takes in an example of a record. */
    void example(String key, JsonNode example) {
        outlines = false;
        see(key, example);
    }

    /** A key may come to mean another record while its fields are read. */
    private void see(String key, JsonNode object) {
        RecordShape shape = model.shape(model.resolve(key));
        shape.variants++;
        shape.examples += outlines ? 0 : 1;
        object.properties().forEach(field -> {
            boolean optional = outlines && field.getKey().startsWith("?");
            String wire = optional ? field.getKey().substring(1) : field.getKey();
            JsonNode value = field.getValue();
            Component component = new Component(wire, names.type(key, wire, type(key, wire, value)));
            component.required = optional || value.isNull() ? 0 : 1;
            component.vocabulary.addAll(vocabulary(value));
            model.shape(model.resolve(key)).add(component, model::join);
        });
    }

    private List<String> vocabulary(JsonNode value) {
        String text = (value.isArray() ? value.path(0) : value).asText();
        return outlines && text.startsWith("text ") ? List.of(text.substring(5).split("\\|")) : List.of();
    }

    private Type type(String owner, String wire, JsonNode value) {
        if (value.isArray()) {
            Type of = Type.Scalar.ANY;
            for (JsonNode element : value) {
                of = model.join(of, type(owner, wire, element));
            }
            return new Type.Items(of);
        } else if (value.isObject()) {
            return object(owner, wire, value);
        }
        return outlines ? outlined(wire, value.asText()) : scalar(wire, value);
    }

    private Type object(String owner, String wire, JsonNode value) {
        if (value.isEmpty()) {
            return Type.Scalar.ANY;
        }
        String key = names.record(model.resolve(owner), wire, value);
        Type told = names.type(owner, wire, new Type.Ref(key));
        if (told instanceof Type.Ref) {
            see(key, value);
            return new Type.Ref(model.resolve(key));
        }
        return told;
    }

    private Type outlined(String wire, String word) {
        return switch (word.replaceFirst(" .*", "")) {
            case "text" -> times.contains(wire) ? Type.Scalar.TIME : Type.Scalar.TEXT;
            case "time" -> Type.Scalar.TIME;
            case "whole" -> Type.Scalar.WHOLE;
            case "fraction" -> Type.Scalar.DECIMAL;
            case "number" ->
                times.contains(wire)
                        ? Type.Scalar.TIME
                        : fractions.contains(wire) ? Type.Scalar.DECIMAL : Type.Scalar.WHOLE;
            case "flag" -> Type.Scalar.FLAG;
            default -> Type.Scalar.ANY;
        };
    }

    private static Type scalar(String wire, JsonNode value) {
        if (value.isTextual()) {
            return TIME.matcher(value.asText()).matches() ? Type.Scalar.TIME : Type.Scalar.TEXT;
        } else if (value.isBoolean()) {
            return Type.Scalar.FLAG;
        } else if (value.isIntegralNumber()) {
            boolean time = value.longValue() >= FIRST_MILLISECOND
                    && value.longValue() < 2 * FIRST_MILLISECOND
                    && TIME_NAME.matcher(wire).matches();
            return time ? Type.Scalar.TIME : Type.Scalar.WHOLE;
        }
        return value.isNumber() ? Type.Scalar.DECIMAL : Type.Scalar.ANY;
    }
}
