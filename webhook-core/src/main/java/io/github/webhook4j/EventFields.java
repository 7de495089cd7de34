package io.github.webhook4j;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Reads fields of a verified event: tolerant, because what is absent or odd may still be handled. */
final class EventFields {

    private static final char REPLACEMENT = '\uFFFD';

    private EventFields() {}

    /** The value, or {@code null} if it is absent; control characters are replaced, so that it can stand in a log line. */
    static @Nullable String read(Field field, WebhookHeaders headers, EventScan scan) {
        if (field instanceof Field.Header header) {
            return printable(headers.first(header.name()));
        }
        if (field instanceof Field.Json json) {
            return printable(scan.text(json.pointer()));
        }
        if (field instanceof Field.Joined joined) {
            return joined(joined, headers, scan);
        }
        throw new IllegalArgumentException("An event has no " + field);
    }

    static void collectPointers(Field field, Collection<String> pointers) {
        if (field instanceof Field.Json json) {
            pointers.add(json.pointer());
        } else if (field instanceof Field.Joined joined) {
            joined.parts().forEach(part -> collectPointers(part, pointers));
        } else if (!(field instanceof Field.Header)) {
            throw new IllegalArgumentException(
                    field + " is for signatures: an event's id or type is a header or JSON value");
        }
    }

    private static @Nullable String joined(Field.Joined joined, WebhookHeaders headers, EventScan scan) {
        String first = read(joined.parts().get(0), headers, scan);
        if (first == null) {
            return null;
        }
        StringBuilder text = new StringBuilder(first);
        for (Field part : joined.parts().subList(1, joined.parts().size())) {
            String value = read(part, headers, scan);
            if (value != null && !value.isEmpty()) {
                text.append(joined.separator()).append(value);
            }
        }
        return text.toString();
    }

    private static @Nullable String printable(@Nullable String value) {
        if (value == null || value.chars().noneMatch(Character::isISOControl)) {
            return value;
        }
        StringBuilder clean = new StringBuilder(value);
        for (int i = 0; i < clean.length(); i++) {
            if (Character.isISOControl(clean.charAt(i))) {
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean.toString();
    }
}
