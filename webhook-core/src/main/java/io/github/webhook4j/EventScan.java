package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.webhook4j.RejectedException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a JSON object that checks it whole and remembers the values at a few pointers: text and numbers as text,
 * objects and arrays by where their bytes lie. Builds no tree.
 */
final class EventScan {

    /** Where a value's bytes lie. */
    record Span(int start, int length) {
        byte[] of(byte[] json) {
            return Arrays.copyOfRange(json, start, start + length);
        }
    }

    /** The pointers to look for, as a tree of names; built once per provider. */
    static final class Plan {

        private static final int NONE = -1;

        private final Map<String, Plan> children = new LinkedHashMap<>();

        /** The places of the pointers among what is found: of all of them, and of this node's own. */
        private final Map<String, Integer> places;

        private int place = NONE;

        private Plan(Map<String, Integer> places) {
            this.places = places;
        }

        static Plan of(Iterable<String> pointers) {
            Map<String, Integer> places = new HashMap<>();
            Plan root = new Plan(places);
            for (String pointer : pointers) {
                Plan at = root;
                for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
                    at = at.children.computeIfAbsent(rest.getMatchingProperty(), name -> new Plan(places));
                }
                at.place = places.computeIfAbsent(pointer, added -> places.size());
            }
            return root;
        }
    }

    private final byte[] json;
    private final JsonParser parser;
    private final Map<String, Integer> places;
    private final @Nullable String[] texts;
    private final @Nullable Span[] spans;

    private EventScan(byte[] json, JsonParser parser, Plan plan) {
        this.json = json;
        this.parser = parser;
        this.places = plan.places;
        this.texts = new String[places.size()];
        this.spans = new Span[places.size()];
    }

    /**
     * Scans.
     *
     * @throws RejectedException if the bytes are not one well-formed, not too deeply nested JSON object in UTF-8
     */
    static EventScan of(byte[] json, Plan plan) {
        return parse(json, parser -> {
            EventScan scan = new EventScan(json, parser, plan);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("the body is no JSON object");
            }
            scan.object(plan);
            return scan;
        });
    }

    /**
     * Where the elements of an array lie.
     *
     * @throws RejectedException if the bytes are not one well-formed, not too deeply nested JSON array of objects in UTF-8
     */
    static List<Span> elements(byte[] json) {
        return parse(json, parser -> {
            List<Span> elements = new ArrayList<>();
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw malformed("the body is no JSON array");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                elements.add(skip(parser));
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw malformed("the body is an array of something else than objects");
            }
            return elements;
        });
    }

    /** Reads from a parser. */
    private interface Reading<T> {
        T from(JsonParser parser) throws IOException;
    }

    private static <T> T parse(byte[] json, Reading<T> reading) {
        if (!Utf8.isValid(json) || looksLikeUtf16(json)) {
            throw malformed("the body is not UTF-8");
        }
        try (JsonParser parser = Json.parser(json)) {
            T read = reading.from(parser);
            if (parser.nextToken() != null) {
                throw malformed("the body goes on after the JSON");
            }
            return read;
        } catch (IOException | IllegalStateException e) {
            // not as the cause: Jackson's message quotes the body
            throw malformed("the body is not well-formed JSON, or nested deeper than " + Json.MOST_NESTING + place(e));
        }
    }

    private static Span skip(JsonParser parser) throws IOException {
        long from = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return span(from, parser);
    }

    private static Span span(long from, JsonParser atEnd) {
        return new Span((int) from, (int) (atEnd.currentTokenLocation().getByteOffset() + 1 - from));
    }

    /** The bytes that were scanned. */
    byte[] json() {
        return json;
    }

    /** The text or number at a pointer, as text, or {@code null} if there is none. */
    @Nullable
    String text(String pointer) {
        Integer place = places.get(pointer);
        return place == null ? null : texts[place];
    }

    /** Where the object or array at a pointer lies, or {@code null} if there is none. */
    @Nullable
    Span span(String pointer) {
        Integer place = places.get(pointer);
        return place == null ? null : spans[place];
    }

    /** Reads the object whose start has been read, to its end. As deep as the plan, so recursion is bounded. */
    private void object(Plan plan) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Plan child = plan.children.get(parser.currentName());
            value(child, parser.nextToken());
        }
    }

    /** Reads the array whose start has been read, to its end. */
    private void array(Plan plan) throws IOException {
        JsonToken value = parser.nextToken();
        for (int index = 0; value != JsonToken.END_ARRAY; index++) {
            value(plan.children.get(Integer.toString(index)), value);
            value = parser.nextToken();
        }
    }

    private void value(@Nullable Plan plan, JsonToken value) throws IOException {
        if (plan == null) {
            parser.skipChildren();
            return;
        }
        forget(plan);
        if (value.isStructStart()) {
            struct(plan, value);
        } else if (plan.place != Plan.NONE && (value == JsonToken.VALUE_STRING || value.isNumeric())) {
            texts[plan.place] = parser.getText();
        }
    }

    /** The last of several equal names counts, as it does in Jackson's trees and in bound records, with all that is in it. */
    private void forget(Plan plan) {
        if (plan.place != Plan.NONE) {
            texts[plan.place] = null;
            spans[plan.place] = null;
        }
        for (Plan child : plan.children.values()) {
            forget(child);
        }
    }

    private void struct(Plan plan, JsonToken start) throws IOException {
        long from = plan.place == Plan.NONE ? 0 : parser.currentTokenLocation().getByteOffset();
        if (plan.children.isEmpty()) {
            parser.skipChildren();
        } else if (start == JsonToken.START_OBJECT) {
            object(plan);
        } else {
            array(plan);
        }
        if (plan.place != Plan.NONE) {
            spans[plan.place] = span(from, parser);
        }
    }

    /** A NUL among the first bytes makes Jackson read UTF-16 or UTF-32; JSON in UTF-8 cannot begin with one. */
    private static boolean looksLikeUtf16(byte[] json) {
        for (int i = 0; i < Math.min(4, json.length); i++) {
            if (json[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static String place(Exception e) {
        JsonLocation location = e instanceof JsonProcessingException json ? json.getLocation() : null;
        return location == null || location.getByteOffset() < 0 ? "" : ", at byte " + location.getByteOffset();
    }

    private static RejectedException malformed(String detail) {
        return new RejectedException(Reason.EVENT_MALFORMED, detail);
    }
}
