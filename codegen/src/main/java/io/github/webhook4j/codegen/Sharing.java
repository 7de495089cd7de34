package io.github.webhook4j.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes one record of nested records that have one name and one structure. */
final class Sharing {

    private final Model model;

    Sharing(Model model) {
        this.model = model;
    }

    /** Shares until no two nested records of one name have the same components. */
    void apply() {
        Optional<List<RecordShape>> group = next();
        while (group.isPresent()) {
            merge(group.get());
            model.prune();
            group = next();
        }
    }

    /** The twins nearest to the top, so that what is inside them moves along. */
    private Optional<List<RecordShape>> next() {
        Map<RecordShape, Integer> classes = classes();
        return model.all().stream()
                .filter(shape -> !shape.owner().isEmpty())
                .collect(Collectors.groupingBy(
                        shape -> shape.simpleName() + classes.get(shape), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(group -> group.size() > 1)
                .map(group -> group.stream().sorted(BY_DEPTH).toList())
                .min(Comparator.comparing(group -> group.get(0), BY_DEPTH));
    }

    private static final Comparator<RecordShape> BY_DEPTH = Comparator.<RecordShape, Long>comparing(
                    shape -> shape.key.chars().filter(c -> c == '.').count())
            .thenComparing(shape -> shape.key);

    /** Numbers such that two records have the same number exactly when their structure is the same. */
    private Map<RecordShape, Integer> classes() {
        Map<RecordShape, Integer> classes = new HashMap<>();
        model.all().forEach(shape -> classes.put(shape, 0));
        int before = 0;
        while (true) {
            Map<String, Integer> numbers = new HashMap<>();
            Map<RecordShape, Integer> finer = new HashMap<>();
            for (RecordShape shape : model.all()) {
                finer.put(shape, numbers.computeIfAbsent(signature(shape, classes), s -> numbers.size()));
            }
            classes.putAll(finer);
            if (numbers.size() == before) {
                return classes;
            }
            before = numbers.size();
        }
    }

    private String signature(RecordShape shape, Map<RecordShape, Integer> classes) {
        return shape.components.values().stream()
                .map(component -> component.wire + ':' + typeSignature(component.type, classes))
                .sorted()
                .collect(Collectors.joining(","));
    }

    private String typeSignature(Type type, Map<RecordShape, Integer> classes) {
        String ref = type.refKey()
                .map(key -> model.find(key)
                        .filter(target -> !target.owner().isEmpty())
                        .map(target -> "#" + classes.get(target))
                        .orElse(key))
                .orElse("");
        return type.withRef(Type.Scalar.JSON) + ref;
    }

    private void merge(List<RecordShape> group) {
        RecordShape first = group.get(0);
        Map<String, String> keys = new HashMap<>();
        for (RecordShape twin : group.subList(1, group.size())) {
            keys.put(twin.key, first.key);
            first.variants += twin.variants;
            first.examples += twin.examples;
            twin.components.values().forEach(component -> first.add(component.copy(), Type::join));
        }
        String home = home(group);
        model.redirect(keys);
        if (!home.equals(first.key)) {
            model.rename(first.key, home);
        }
    }

    /** Where the shared record goes: into the one file that uses it, or a file of its own. */
    private String home(List<RecordShape> group) {
        RecordShape first = group.get(0);
        String simple = first.simpleName();
        String parent = parentName(group);
        boolean oneFile = group.stream().map(RecordShape::file).distinct().count() == 1;
        List<String> candidates = new ArrayList<>();
        if (oneFile) {
            candidates.add(first.file() + "." + simple);
            candidates.add(first.file() + "." + parent + simple);
        } else {
            boolean twoWords = simple.substring(1).chars().anyMatch(Character::isUpperCase);
            if (twoWords && first.owner().equals(first.file()) && isMajority(group)) {
                candidates.add(simple);
            }
            candidates.add(parent + simple);
            candidates.add(first.file() + parent + simple);
        }
        return candidates.stream()
                .filter(key -> key.equals(first.key) || isFree(key))
                .findFirst()
                .orElse(first.key);
    }

    private boolean isFree(String key) {
        boolean hidesItself =
                key.contains(".") && new RecordShape(key).simpleName().equals(new RecordShape(key).file());
        return model.find(key).isEmpty() && !hidesItself;
    }

    /** Whether most records of this name have this structure. */
    private boolean isMajority(List<RecordShape> group) {
        String simple = group.get(0).simpleName();
        long named = model.all().stream()
                .filter(shape -> shape.simpleName().equals(simple))
                .count();
        return 2L * group.size() > named;
    }

    private static String parentName(List<RecordShape> group) {
        Map<String, Long> parents = group.stream()
                .map(shape -> new RecordShape(shape.owner()).simpleName())
                .collect(Collectors.groupingBy(name -> name, LinkedHashMap::new, Collectors.counting()));
        return parents.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(
                                Map.Entry::getKey,
                                Comparator.comparing(String::length).reversed()))
                .orElseThrow()
                .getKey();
    }
}
