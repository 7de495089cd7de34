package io.github.webhook4j.test;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what a sender sent with what its record writes again, leaf by leaf; nulls are no leaves. */
final class Leaves {

    /** Reads numbers as they stand there, and writes records. */
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .build();

    /** As everywhere in this library: a number above this is milliseconds. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    private final TreeMap<String, Integer> lost = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();
    private int bodies;
    private int all;

    /** Takes in one example. */
    void compare(String name, JsonNode sent, JsonNode written) {
        int before = count();
        bodies++;
        walk("", sent, written);
        if (before != count()) {
            examples.add(name);
        }
    }

    /** The places of the leaves that did not come back, with how many there were. */
    Map<String, Integer> lost() {
        return lost;
    }

    private int count() {
        return lost.values().stream().mapToInt(n -> n).sum();
    }

    String report() {
        String losses = lost.entrySet().stream()
                .map(place -> "\n" + place.getValue() + " " + place.getKey())
                .collect(Collectors.joining());
        return "%d of %d leaves of %d examples came back".formatted(all - count(), all, bodies)
                + (lost.isEmpty() ? "" : "; not those of " + examples + ":" + losses);
    }

    private void walk(String path, JsonNode sent, JsonNode written) {
        if (sent.isObject()) {
            sent.properties().forEach(field -> {
                walk(path + "/" + field.getKey(), field.getValue(), written.path(field.getKey()));
            });
        } else if (sent.isArray()) {
            for (int i = 0; i < sent.size(); i++) {
                walk(path + "/*", sent.path(i), written.path(i));
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
        boolean sameCharacters = !sent.isBoolean()
                && written.isValueNode()
                && !written.isBoolean()
                && sent.asText().equals(written.asText());
        return sent.equals(written) || sameCharacters || isSameTime(sent, written);
    }

    private static boolean isSameTime(JsonNode sent, JsonNode written) {
        return written.isTextual() && instant(sent).equals(instant(written));
    }

    /** The instant of a leaf, or the leaf itself. */
    private static Object instant(JsonNode leaf) {
        if (leaf.isIntegralNumber()) {
            long number = leaf.longValue();
            return number > MOST_SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        }
        try {
            String text = leaf.asText();
            boolean zone = !text.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
            return OffsetDateTime.parse(zone ? text : text.replace(' ', 'T') + "Z")
                    .toInstant();
        } catch (DateTimeException notATime) {
            return leaf;
        }
    }
}
