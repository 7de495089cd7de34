package io.github.webhook4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * HTTP headers: names compared without case, values in the order of arrival and exactly as received. Immutable.
 *
 * <p>{@link #toString()} shows names only, because values hold signatures.
 */
public final class WebhookHeaders {

    private static final WebhookHeaders EMPTY = new WebhookHeaders(List.of());

    /** Name, value, name, value, as they came: a request has too few to be worth a map, and few of them are looked for. */
    private final List<String> lines;

    WebhookHeaders(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * Headers from a map of names to values.
     *
     * @param values values by name; names that differ only in case are merged
     * @return the headers, a copy
     */
    public static WebhookHeaders of(Map<String, List<String>> values) {
        if (values.isEmpty()) {
            return EMPTY;
        }
        List<String> lines = new ArrayList<>(2 * values.size());
        values.forEach((name, list) -> list.forEach(value -> {
            lines.add(name);
            lines.add(value);
        }));
        return new WebhookHeaders(lines);
    }

    /**
     * The first value of a header.
     *
     * @param name the name, in any case
     * @return the value, or {@code null} if the header is absent
     */
    public @Nullable String first(String name) {
        for (int i = 0; i < lines.size(); i += 2) {
            if (lines.get(i).equalsIgnoreCase(name)) {
                return lines.get(i + 1);
            }
        }
        return null;
    }

    /**
     * All values of a header.
     *
     * @param name the name, in any case
     * @return the values, empty if the header is absent
     */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (int i = 0; i < lines.size(); i += 2) {
            if (lines.get(i).equalsIgnoreCase(name)) {
                values.add(lines.get(i + 1));
            }
        }
        return Collections.unmodifiableList(values);
    }

    /**
     * The names that are present.
     *
     * @return the names, sorted without case, in the spelling first seen
     */
    public Set<String> names() {
        return asMap().keySet();
    }

    /**
     * All headers.
     *
     * @return values by name, sorted; look-ups ignore case; made anew by each call
     */
    public Map<String, List<String>> asMap() {
        SortedMap<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < lines.size(); i += 2) {
            values.computeIfAbsent(lines.get(i), name -> new ArrayList<>(1)).add(lines.get(i + 1));
        }
        values.replaceAll((name, list) -> List.copyOf(list));
        return Collections.unmodifiableMap(values);
    }

    /** The same headers, of which one has this value alone. */
    WebhookHeaders with(String name, String value) {
        List<String> changed = new ArrayList<>(lines.size() + 2);
        for (int i = 0; i < lines.size(); i += 2) {
            if (!lines.get(i).equalsIgnoreCase(name)) {
                changed.addAll(lines.subList(i, i + 2));
            }
        }
        changed.add(name);
        changed.add(value);
        return new WebhookHeaders(changed);
    }

    @Override
    public String toString() {
        return "WebhookHeaders" + names();
    }
}
