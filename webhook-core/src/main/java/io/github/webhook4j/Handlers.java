package io.github.webhook4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The handlers of an endpoint, by type: exact names first, then families, the longest first; equals as registered. */
final class Handlers {

    private final Map<String, List<Handler>> exact = new HashMap<>();
    private final List<Handler> families = new ArrayList<>();
    private final EventCatalog catalog;

    Handlers(List<Handler> handlers, EventCatalog catalog) {
        this.catalog = catalog;
        for (Handler handler : handlers) {
            catalog.check(handler.name(), handler.type(), handler.payloads());
            if (handler.type().isFamily()) {
                families.add(handler);
            } else {
                exact.computeIfAbsent(handler.type().name(), absent -> new ArrayList<>())
                        .add(handler);
            }
        }
        families.sort(Comparator.comparingInt(handler -> -handler.type().name().length()));
    }

    /** The handlers of a type, each once: a method annotated with a name and with its family runs once. */
    List<Handler> of(String type) {
        List<Handler> found = new ArrayList<>(exact.getOrDefault(type, List.of()));
        for (Handler family : families) {
            if (family.accepts(type, catalog) && found.stream().noneMatch(other -> other.call() == family.call())) {
                found.add(family);
            }
        }
        return found;
    }

    /** The families of the provider's types, and of those that handlers name. */
    EventFamilies families() {
        Set<String> types = new HashSet<>(catalog.names());
        types.addAll(exact.keySet());
        families.forEach(family -> types.add(family.type().name()));
        return new EventFamilies(types);
    }

    Map<String, List<String>> registered() {
        Map<String, List<String>> names = new TreeMap<>();
        Stream.concat(exact.values().stream().flatMap(List::stream), families.stream())
                .forEach(handler -> names.computeIfAbsent(handler.type().name(), absent -> new ArrayList<>(1))
                        .add(handler.name()));
        return names;
    }

    boolean isEmpty() {
        return exact.isEmpty() && families.isEmpty();
    }
}
