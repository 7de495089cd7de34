package io.github.webhook4j;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The names of options. From environment variables they come as {@code ONSTART} or {@code on.start}, because these have no hyphen. */
final class OptionNames {

    private OptionNames() {}

    /**
     * The options by their right names.
     *
     * @throws IllegalArgumentException if one is unknown
     */
    static Map<String, String> known(String who, Map<String, String> options, Set<String> known) {
        Map<String, String> right = new HashMap<>();
        options.forEach((name, value) -> right.put(rightName(who, name, known), value));
        return Map.copyOf(right);
    }

    private static String rightName(String who, String name, Set<String> known) {
        return known.stream()
                .filter(candidate -> plain(candidate).equals(plain(name)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(who + " has no option \"" + name + "\", only "
                        + new TreeSet<>(known) + "." + Suggestion.didYouMean(name, known)));
    }

    private static String plain(String name) {
        return name.replaceAll("[-._]", "").toLowerCase(Locale.ROOT);
    }
}
