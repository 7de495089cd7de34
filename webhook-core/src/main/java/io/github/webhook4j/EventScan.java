package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonPointer;
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
    private final JsonScanner scanner;
    private final Map<String, Integer> places;
    private final @Nullable String[] texts;
    private final @Nullable Span[] spans;

    private EventScan(byte[] json, Plan plan) {
        this.json = json;
        this.scanner = new JsonScanner(json);
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
        EventScan scan = new EventScan(json, plan);
        if (scan.scanner.next() != '{') {
            throw JsonScanner.malformed("is no JSON object");
        }
        scan.value(plan);
        scan.scanner.end();
        return scan;
    }

    /**
     * Where the elements of an array lie.
     *
     * @throws RejectedException if the bytes are not one well-formed, not too deeply nested JSON array of objects in UTF-8
     */
    static List<Span> elements(byte[] json) {
        JsonScanner scanner = new JsonScanner(json);
        if (scanner.next() != '[') {
            throw JsonScanner.malformed("is no JSON array");
        }
        List<Span> elements = new ArrayList<>();
        scanner.open();
        while (scanner.hasMore()) {
            if (scanner.next() != '{') {
                throw JsonScanner.malformed("is an array of something else than objects");
            }
            int from = scanner.position();
            scanner.skip();
            elements.add(new Span(from, scanner.position() - from));
        }
        scanner.end();
        return elements;
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

    /** Goes over a value, no deeper by recursion than the plan. */
    private void value(@Nullable Plan plan) {
        if (plan == null) {
            scanner.skip();
            return;
        }
        forget(plan);
        int first = scanner.next();
        int from = scanner.position();
        if (first == '{' && !plan.children.isEmpty()) {
            object(plan);
        } else if (first == '[' && !plan.children.isEmpty()) {
            array(plan);
        } else {
            scanner.skip();
        }
        if (plan.place != Plan.NONE) {
            keep(plan.place, first, from);
        }
    }

    private void object(Plan plan) {
        scanner.open();
        while (scanner.hasMore()) {
            value(plan.children.get(scanner.name()));
        }
    }

    private void array(Plan plan) {
        scanner.open();
        for (int index = 0; scanner.hasMore(); index++) {
            value(plan.children.get(Integer.toString(index)));
        }
    }

    private void keep(int place, int first, int from) {
        int to = scanner.position();
        switch (first) {
            case '{', '[' -> spans[place] = new Span(from, to - from);
            case 't', 'f', 'n' -> {}
            default -> texts[place] = scanner.text(from, to);
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
}
