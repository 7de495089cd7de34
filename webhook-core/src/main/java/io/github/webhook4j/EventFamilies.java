package io.github.webhook4j;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The first parts of the types that an endpoint knows: as many as there are in the code, whatever is sent. */
final class EventFamilies {

    private static final String OTHER = "other";

    private final Set<String> known = new HashSet<>();

    /** The families of known types; {@code *} is none. */
    EventFamilies(Collection<String> types) {
        types.stream()
                .map(EventFamilies::first)
                .filter(name -> !name.equals("*"))
                .forEach(known::add);
    }

    String of(String type) {
        String first = first(type);
        return known.contains(first) ? first : OTHER;
    }

    private static String first(String type) {
        for (int i = 1; i < type.length(); i++) {
            if (type.charAt(i) == '.' || type.charAt(i) == '/') {
                return type.substring(0, i);
            }
        }
        return type;
    }
}
