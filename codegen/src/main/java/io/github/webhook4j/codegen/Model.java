package io.github.webhook4j.codegen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** All records of one provider by their keys: {@code Invoice}, {@code Invoice.StatusTransitions}. */
final class Model {

    private final Map<String, RecordShape> shapes = new LinkedHashMap<>();
    private final Map<String, String> merged = new LinkedHashMap<>();
    private final Set<String> roots = new LinkedHashSet<>();
    private final BinaryOperator<Type> join;

    /** Records whose fields are {@link Type#join}ed. */
    Model() {
        this(Type::join);
    }

    /**
     * @param join the type of a field that has one type here and another there
     */
    Model(BinaryOperator<Type> join) {
        this.join = join;
    }

    /** The record of the key, made when it is not there yet. */
    RecordShape shape(String key) {
        return shapes.computeIfAbsent(key, RecordShape::new);
    }

    /** The record of the key. */
    Optional<RecordShape> find(String key) {
        return Optional.ofNullable(shapes.get(key));
    }

    /** Marks a record as one that events carry. */
    void root(String key) {
        roots.add(key);
    }

    Set<String> roots() {
        return roots;
    }

    Collection<RecordShape> all() {
        return shapes.values();
    }

    /** The records by file, each file's record first, in the order of their names. */
    Map<String, List<RecordShape>> files() {
        Map<String, List<RecordShape>> files = new TreeMap<>();
        shapes.values().stream()
                .sorted((a, b) -> a.key.compareTo(b.key))
                .forEach(shape -> files.computeIfAbsent(shape.file(), f -> new ArrayList<>())
                        .add(shape));
        return files;
    }

    /** The files of the records that have a component of this record. */
    List<String> users(String key) {
        return shapes.values().stream()
                .filter(shape -> shape.components.values().stream()
                        .anyMatch(component ->
                                component.type.refKey().filter(key::equals).isPresent()))
                .map(RecordShape::file)
                .filter(file -> !file.equals(key))
                .distinct()
                .sorted()
                .toList();
    }

    /** The record of the key; the one it became part of where it was merged. */
    String resolve(String key) {
        return merged.containsKey(key) ? resolve(merged.get(key)) : key;
    }

    /** Joins types, and records that meet in one field become one record. */
    Type join(Type one, Type other) {
        Optional<String> a = one.refKey();
        Optional<String> b = other.refKey();
        if (a.isPresent() && b.isPresent() && !a.equals(b)) {
            String first = a.get();
            String second = b.get();
            if (first.contains(".") || second.contains(".")) {
                String kept = first.contains(".") && !second.contains(".") ? second : first;
                merge(kept, kept.equals(first) ? second : first);
                return join.apply(one.withRef(new Type.Ref(kept)), other.withRef(new Type.Ref(kept)));
            }
        }
        return join.apply(one, other);
    }

    /** Makes one record part of another. */
    void merge(String kept, String gone) {
        RecordShape to = shape(kept);
        RecordShape from = shape(gone);
        shapes.remove(gone);
        for (RecordShape inner : List.copyOf(shapes.values())) {
            if (inner.owner().equals(gone)) {
                move(inner.key, kept + "." + inner.simpleName());
            }
        }
        merged.put(gone, kept);
        redirect(Map.of(gone, kept));
        to.variants += from.variants;
        to.examples += from.examples;
        from.components.values().forEach(component -> to.add(component, this::join));
    }

    private void move(String from, String to) {
        if (find(to).isPresent()) {
            merge(to, from);
        } else {
            rename(from, to);
        }
    }

    /** Gives a record and those inside it another key. */
    void rename(String from, String to) {
        Map<String, String> moves = new LinkedHashMap<>();
        for (RecordShape shape : List.copyOf(shapes.values())) {
            if (shape.key.equals(from) || shape.key.startsWith(from + ".")) {
                moves.put(shape.key, to + shape.key.substring(from.length()));
            }
        }
        moves.forEach((old, key) -> {
            RecordShape shape = shape(old);
            shapes.remove(old);
            shape.key = key;
            shapes.put(key, shape);
            merged.put(old, key);
        });
        redirect(moves);
    }

    /** Makes every reference to a key of the map one to its value. */
    void redirect(Map<String, String> keys) {
        for (RecordShape shape : shapes.values()) {
            for (Component component : shape.components.values()) {
                component
                        .type
                        .refKey()
                        .map(keys::get)
                        .ifPresent(key -> component.type = component.type.withRef(new Type.Ref(key)));
            }
        }
    }

    /** Drops what no event can reach; an owner of a reachable record stays. */
    void prune() {
        Deque<String> open = new ArrayDeque<>(roots);
        Set<String> reached = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String key = open.pop();
            RecordShape shape = shapes.get(key);
            if (shape == null || !reached.add(key)) {
                continue;
            }
            if (!shape.owner().isEmpty()) {
                open.add(shape.owner());
            }
            shape.components.values().forEach(c -> c.type.refKey().ifPresent(open::add));
        }
        shapes.keySet().retainAll(reached);
    }
}
