package io.github.webhook4j;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * HTTP headers: names compared without case, values in the order of arrival and exactly as received. Immutable.
 *
 * <p>{@link #toString()} shows names only, because values hold signatures.
 */
public final class WebhookHeaders {

    private static final WebhookHeaders EMPTY = new WebhookHeaders(Map.of());

    private final Map<String, List<String>> values;

    private WebhookHeaders(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, list) -> copy.merge(name, List.copyOf(list), WebhookHeaders::joined));
        this.values = Collections.unmodifiableMap(copy);
    }

    /**
     * Headers from a map of names to values.
     *
     * @param values values by name; names that differ only in case are merged
     * @return the headers, a copy
     */
    public static WebhookHeaders of(Map<String, List<String>> values) {
        return values.isEmpty() ? EMPTY : new WebhookHeaders(values);
    }

    private static List<String> joined(List<String> first, List<String> more) {
        return Stream.concat(first.stream(), more.stream()).toList();
    }

    /**
     * The first value of a header.
     *
     * @param name the name, in any case
     * @return the value, or {@code null} if the header is absent
     */
    public @Nullable String first(String name) {
        List<String> list = values.get(name);
        return list == null || list.isEmpty() ? null : list.get(0);
    }

    /**
     * All values of a header.
     *
     * @param name the name, in any case
     * @return the values, empty if the header is absent
     */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /**
     * The names that are present.
     *
     * @return the names, sorted without case, in the spelling first seen
     */
    public Set<String> names() {
        return values.keySet();
    }

    /**
     * All headers.
     *
     * @return values by name; look-ups ignore case
     */
    public Map<String, List<String>> asMap() {
        return values;
    }

    @Override
    public String toString() {
        return "WebhookHeaders" + values.keySet();
    }
}
