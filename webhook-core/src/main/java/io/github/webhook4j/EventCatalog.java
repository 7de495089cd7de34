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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The types of event that this version knows of a provider. Families in it say what unknown types bind to, not that they
 * are known. A provider without any is open: every name passes.
 */
final class EventCatalog {

    private static final int MOST_CLASSES = 3;

    private final String provider;
    private final Map<String, Class<?>> payloads = new HashMap<>();
    private final List<EventType<?>> families = new ArrayList<>();
    private final Set<Class<?>> models = new HashSet<>();

    EventCatalog(String provider, Collection<? extends EventType<?>> types) {
        this.provider = provider;
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

    Set<String> names() {
        return payloads.keySet();
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

    /** Whether an event of a type can be had as a class; of a class that nothing is known about, every event can. */
    boolean carries(String eventType, Class<?> payload) {
        PayloadBinders.Library library = PayloadBinders.of(payload);
        return library == null
                ? !isModel(payload) || payload(eventType) == payload
                : library.classes(eventType).stream().anyMatch(payload::isAssignableFrom);
    }

    /** Refuses a handler of an unknown type, or of one that it cannot have as what it takes. */
    void check(String handler, EventType<?> type, List<Class<?>> taken) {
        if (!type.unknownAllowed() && !knows(type.name())) {
            throw unknown(handler, type.name(), suggestions());
        }
        for (Class<?> payload : taken) {
            PayloadBinders.Library library = PayloadBinders.of(payload);
            if (library != null) {
                checkForeign(handler, type, payload, library);
            } else if (isModel(payload)) {
                checkPayload(handler, type, payload);
            }
        }
    }

    static IllegalArgumentException unknown(String handler, String type, Set<String> suggestions) {
        return new IllegalArgumentException(handler + ": \"" + type + "\" is no known event type."
                + Suggestion.didYouMean(type, suggestions)
                + " A type that the sender has added since needs allowUnknown.");
    }

    private void checkForeign(String handler, EventType<?> type, Class<?> payload, PayloadBinders.Library library) {
        String name = payload.getCanonicalName();
        String owner = library.binder().provider();
        if (!owner.equals(provider)) {
            throw new IllegalArgumentException(handler + ": " + name + " is of " + library.artifact()
                    + ", which is for events of " + owner + ", not of " + provider + ".");
        }
        List<String> types = type.isFamily()
                ? payloads.keySet().stream().filter(type::includes).sorted().toList()
                : List.of(type.name());
        if (!type.unknownAllowed() && types.stream().noneMatch(known -> carries(known, payload))) {
            String right = types.stream()
                    .flatMap(known -> library.classes(known).stream())
                    .map(Class::getCanonicalName)
                    .distinct()
                    .limit(MOST_CLASSES)
                    .collect(Collectors.joining(" or "));
            throw new IllegalArgumentException(handler + ": \"" + type.name() + "\" does not carry " + name
                    + (right.isEmpty()
                            ? ", and " + library.artifact() + " has no class for it."
                            : ", but " + right + "."));
        }
    }

    private void checkPayload(String handler, EventType<?> type, Class<?> payload) {
        boolean carries = type.isFamily()
                ? payloads.entrySet().stream()
                        .anyMatch(known -> type.includes(known.getKey()) && known.getValue() == payload)
                : !payloads.containsKey(type.name()) || payloads.get(type.name()) == payload;
        if (!carries && !type.unknownAllowed()) {
            Class<?> right = payload(type.name());
            throw new IllegalArgumentException(handler + ": \"" + type.name() + "\" does not carry "
                    + payload.getSimpleName() + ", but "
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
