package io.github.webhook4j.codegen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code slack.properties}, which says what its notation means, into records. */
final class SlackDescription {

    /** A field: its name, its type without list and table, their marks, whether it is always sent. */
    private static final Pattern FIELD = Pattern.compile("(\\w+)(?::(\\w+))?((?:\\[]|\\{})*)(!?)");

    private static final Pattern RECORD = Pattern.compile("[A-Z]\\w+");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final Map<String, Type> SCALARS = Map.of(
            "text", Type.Scalar.TEXT,
            "whole", Type.Scalar.WHOLE,
            "decimal", Type.Scalar.DECIMAL,
            "flag", Type.Scalar.FLAG,
            "time", Type.Scalar.TIME,
            "json", Type.Scalar.JSON);

    private final Properties fields;
    private final Properties phrases;
    private final Model model = new Model();

    SlackDescription(Properties fields, Properties phrases) {
        this.fields = fields;
        this.phrases = phrases;
    }

    Model model() {
        return model;
    }

    /** The record of an event of the Events API, or empty for one that is not described. */
    Optional<String> event(String type) {
        return payload("event." + type, Words.type(type) + "Event", "type! ");
    }

    /** The record of any other delivery, or empty for one that is not described. */
    Optional<String> delivery(String type) {
        return payload("delivery." + type, Words.type(type), "type! ")
                .or(() -> payload("form." + type, Words.type(type), ""));
    }

    private Optional<String> payload(String described, String name, String first) {
        String text = fields.getProperty(described);
        if (text == null) {
            return Optional.empty();
        }
        boolean isObject = RECORD.matcher(text).matches();
        String key = isObject ? object(text) : name;
        if (!isObject) {
            read(key, first + text);
        }
        model.root(key);
        return Optional.of(key);
    }

    private String object(String key) {
        if (model.find(key).isEmpty()) {
            String text = fields.getProperty("object." + key);
            if (text == null) {
                throw new IllegalArgumentException("no object." + key);
            }
            read(key, text);
        }
        return key;
    }

    private void read(String key, String text) {
        RecordShape shape = model.shape(key);
        shape.variants = 1;
        // what the description says to be always there was compared with Slack's samples when it was written
        shape.examples = 1;
        for (String field : List.of(SPACE.split(text.strip(), -1))) {
            Matcher parts = FIELD.matcher(field);
            if (!parts.matches()) {
                throw new IllegalArgumentException(key + ": what is \"" + field + "\"?");
            }
            Component component = new Component(parts.group(1), type(parts.group(2), parts.group(3)));
            component.required = parts.group(4).isEmpty() ? 0 : 1;
            component.phrase = phrase(shape, component);
            shape.add(component, Type::join);
        }
    }

    /** Words for every field, so that no single one says "where it applies": that is true of all, and said of all. */
    private String phrase(RecordShape shape, Component component) {
        String said = phrases.getProperty(shape.key + "." + component.wire, phrases.getProperty(component.wire));
        if (said != null) {
            return said;
        }
        return Phrases.of(shape, component).orElseGet(() -> "the " + Words.spoken(component.wire));
    }

    private Type type(String name, String marks) {
        Type type = name == null
                ? Type.Scalar.TEXT
                : Optional.ofNullable(SCALARS.get(name)).orElseGet(() -> new Type.Ref(object(name)));
        for (int at = 0; at < marks.length(); at += 2) {
            type = marks.startsWith("[]", at) ? new Type.Items(type) : new Type.Table(type);
        }
        return type;
    }
}
