package io.github.webhook4j.stripe.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what a sender sent with what its record writes again, leaf by leaf; nulls are no leaves, times are instants. */
final class Leaves {

    private final TreeMap<String, Integer> lost = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();
    private int all;

    /** Takes in one example. */
    void compare(String name, JsonNode sent, JsonNode written) {
        int before = lost.values().stream().mapToInt(n -> n).sum();
        walk(name.replaceFirst("[.#].*", ""), sent, written);
        if (before != lost.values().stream().mapToInt(n -> n).sum()) {
            examples.add(name);
        }
    }

    /** The places of the leaves that did not come back. */
    Set<String> lost() {
        return lost.keySet();
    }

    /** How many leaves came back, in percent. */
    double percentKept() {
        return 100.0 * (all - lost.values().stream().mapToInt(n -> n).sum()) / all;
    }

    String report() {
        return "%.3f %% of %d leaves kept; examples with a loss %s; lost:%n%s"
                .formatted(
                        percentKept(),
                        all,
                        examples,
                        lost.entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .collect(Collectors.joining("\n")));
    }

    private void walk(String path, JsonNode sent, JsonNode written) {
        if (sent.isObject()) {
            sent.properties().forEach(field -> {
                walk(path + "." + field.getKey(), field.getValue(), written.path(field.getKey()));
            });
        } else if (sent.isArray()) {
            for (int i = 0; i < sent.size(); i++) {
                walk(path + "[]", sent.path(i), written.path(i));
            }
        } else if (!sent.isNull()) {
            all++;
            if (!isSame(sent, written)) {
                lost.merge(path, 1, Integer::sum);
            }
        }
    }

    private static boolean isSame(JsonNode sent, JsonNode written) {
        if (sent.isNumber() && written.isNumber()) {
            return sent.decimalValue().compareTo(written.decimalValue()) == 0;
        }
        return sent.equals(written) || (written.isTextual() && instant(sent).equals(instant(written)));
    }

    /** The instant of a leaf, or the leaf's own text. */
    private static Object instant(JsonNode leaf) {
        if (leaf.isIntegralNumber()) {
            long number = leaf.longValue();
            return number > 100_000_000_000L ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        }
        try {
            return OffsetDateTime.parse(leaf.asText().replaceFirst("(?<=\\d) (.*)$", "T$1Z"))
                    .toInstant();
        } catch (DateTimeException notATime) {
            return leaf;
        }
    }
}
