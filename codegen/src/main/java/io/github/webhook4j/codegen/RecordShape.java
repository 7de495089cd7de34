package io.github.webhook4j.codegen;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/** One record to write: its place, its components and how often each was seen in the sender's examples. */
final class RecordShape {

    final Map<String, Component> components = new LinkedHashMap<>();
    String key;
    String wireName = "";

    /** The sender whose words {@link Phrases} has, or empty; of its fields only that they may be absent is known. */
    String sender = "";

    int variants;
    int examples;

    RecordShape(String key) {
        this.key = key;
    }

    /** Types that the sources name, which no record may hide. */
    private static final Set<String> IMPORTED =
            Set.of("BigDecimal", "Boolean", "Instant", "List", "Long", "Map", "String");

    /** The key of a record inside another, named otherwise where it would hide an enclosing record or what is imported. */
    static String keyWithin(String owner, String simple) {
        boolean hides = ("." + owner + ".").contains("." + simple + ".") || IMPORTED.contains(simple);
        return owner + "." + (hides ? new RecordShape(owner).simpleName() + simple : simple);
    }

    /** The record's simple name. */
    String simpleName() {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** The key of the record around this one, or an empty text for a record with a file of its own. */
    String owner() {
        int dot = key.lastIndexOf('.');
        return dot < 0 ? "" : key.substring(0, dot);
    }

    /** The key of the record whose file this one is in. */
    String file() {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    /** Adds a field, or merges it into the one of the same name. */
    void add(Component component, BinaryOperator<Type> join) {
        Component known = components.get(component.wire);
        if (known == null) {
            components.put(component.wire, component);
        } else {
            known.merge(component, join);
        }
    }

    /** The component's name in Java: two fields whose names differ in punctuation alone get a number. */
    String javaName(Component component) {
        String name = Words.component(component.wire, component.type);
        long before = components.values().stream()
                .takeWhile(other -> other != component)
                .filter(other -> Words.component(other.wire, other.type).equals(name))
                .count();
        return before == 0 ? name : name + (before + 1);
    }

    /** Notes that the description requires the field. */
    void require(String wire) {
        Component component = components.get(wire);
        if (component == null) {
            throw new IllegalArgumentException(key + " requires " + wire + " without describing it");
        }
        component.required = 1;
    }

    /** Whether the sender always sends the field: required everywhere, never null, in every example there is. */
    boolean always(Component component) {
        boolean promised = isRequired(component) && !component.nullable && !component.missing;
        boolean identity = component.wire.equals("id") || component.wire.equals("object");
        return promised && (examples > 0 || identity);
    }

    /** Whether every variant that says what it requires requires the field. */
    boolean isRequired(Component component) {
        return component.required > 0 && component.required >= variants;
    }
}
