package io.github.webhook4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The types of event that this version knows of a provider. Families in it say what unknown types bind to, not that they
 * are known. A provider without any is open: every name passes.
 */
final class EventCatalog {

    private final Map<String, Class<?>> payloads = new HashMap<>();
    private final List<EventType<?>> families = new ArrayList<>();
    private final Set<Class<?>> models = new HashSet<>();

    EventCatalog(Collection<? extends EventType<?>> types) {
        for (EventType<?> type : types) {
            if (type.isFamily()) {
                families.add(type);
            } else {
                payloads.put(type.name(), type.payload());
            }
            if (type.payload() != JsonNode.class) {
                models.add(type.payload());
            }
        }
        families.sort(
                Comparator.comparingInt((EventType<?> family) -> -family.name().length()));
    }

    /** The class that a type's payload binds to, {@code JsonNode} where it has none, or {@code null} for an unknown type. */
    @Nullable
    Class<?> payload(String type) {
        Class<?> exact = payloads.get(type);
        if (exact != null) {
            return exact;
        }
        for (EventType<?> family : families) {
            if (family.includes(type)) {
                return family.payload();
            }
        }
        return null;
    }

    Set<Class<?>> models() {
        return models;
    }

    /** Whether a class is the payload of some types and therefore not of the others. */
    boolean isModel(Class<?> type) {
        return models.contains(type);
    }

    /** Whether the provider has a type of this name, or of this family; an open one has all. */
    boolean knows(String type) {
        return payloads.isEmpty()
                || payloads.containsKey(type)
                || (type.endsWith("*")
                        && payloads.keySet().stream()
                                .anyMatch(name -> name.startsWith(type.substring(0, type.length() - 1))));
    }

    void check(String handler, EventType<?> type) {
        if (!type.unknownAllowed() && !knows(type.name())) {
            throw unknown(handler, type.name(), suggestions());
        }
        if (isModel(type.payload())) {
            checkPayload(handler, type);
        }
    }

    static IllegalArgumentException unknown(String handler, String type, Set<String> suggestions) {
        return new IllegalArgumentException(handler + ": \"" + type + "\" is no known event type."
                + Suggestion.didYouMean(type, suggestions)
                + " A type that the sender has added since needs allowUnknown.");
    }

    private void checkPayload(String handler, EventType<?> type) {
        boolean carries = type.isFamily()
                ? payloads.entrySet().stream()
                        .anyMatch(known -> type.includes(known.getKey()) && known.getValue() == type.payload())
                : !payloads.containsKey(type.name()) || payloads.get(type.name()) == type.payload();
        if (!carries && !type.unknownAllowed()) {
            Class<?> right = payload(type.name());
            throw new IllegalArgumentException(handler + ": \"" + type.name() + "\" does not carry "
                    + type.payload().getSimpleName() + ", but "
                    + (right == null ? "other payloads" : right.getSimpleName()) + ".");
        }
    }

    /** All names and families. */
    Set<String> suggestions() {
        Set<String> names = new TreeSet<>(payloads.keySet());
        for (String name : payloads.keySet()) {
            for (int end = 1; end < name.length(); end++) {
                if (name.charAt(end) == '.' || name.charAt(end) == '/') {
                    names.add(name.substring(0, end + 1) + "*");
                }
            }
        }
        return names;
    }
}
