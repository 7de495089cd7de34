package io.github.webhook4j;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads fields of a verified request: tolerant, because what is absent or odd may still be handled. */
final class EventFields {

    private static final char REPLACEMENT = '\uFFFD';

    private final WebhookRequest request;
    private final @Nullable EventScan scan;

    /** Fields of a request, and of the JSON in its body as far as that has been scanned. */
    EventFields(WebhookRequest request, @Nullable EventScan scan) {
        this.request = request;
        this.scan = scan;
    }

    /** The value, or {@code null} if it is absent; control characters are replaced, so that it can stand in a log line. */
    @Nullable
    String read(Field field) {
        if (field instanceof Field.Joined joined) {
            return joined(joined);
        }
        if (field instanceof Field.FirstOf first) {
            return firstOf(first.choices());
        }
        if (field instanceof Field.When when) {
            String value = read(when.condition());
            return value != null && when.value().matcher(value).matches() ? read(when.then()) : null;
        }
        return printable(plain(field));
    }

    private @Nullable String plain(Field field) {
        if (field instanceof Field.Header header) {
            return request.headers().first(header.name());
        }
        if (field instanceof Field.Query query) {
            return Query.value(request.uri(), query.name());
        }
        if (field instanceof Field.Text text) {
            return text.value();
        }
        if (scan != null && field instanceof Field.Json json) {
            return scan.text(json.pointer());
        }
        if (scan != null && field instanceof Field.Sha256) {
            return Encoding.HEX.encode(sha256(scan.json()));
        }
        throw new IllegalArgumentException("An event has no " + field);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no SHA-256", e);
        }
    }

    /** Collects the pointers that {@link #read} will ask the scan for. */
    static void collectPointers(Field field, Collection<String> pointers) {
        if (field instanceof Field.Json json) {
            pointers.add(json.pointer());
        } else if (field instanceof Field.Joined joined) {
            joined.parts().forEach(part -> collectPointers(part, pointers));
        } else if (field instanceof Field.FirstOf first) {
            first.choices().forEach(choice -> collectPointers(choice, pointers));
        } else if (field instanceof Field.When when) {
            collectPointers(when.condition(), pointers);
            collectPointers(when.then(), pointers);
        } else if (field instanceof Field.Prefixed || field instanceof Field.Entry) {
            throw new IllegalArgumentException(
                    field + " is for signatures: an event's fields are whole headers, query parameters or JSON values");
        }
    }

    /** Whether {@link #read} has to look into the body. */
    static boolean needsBody(Field field) {
        if (field instanceof Field.Joined joined) {
            return joined.parts().stream().anyMatch(EventFields::needsBody);
        }
        if (field instanceof Field.FirstOf first) {
            return first.choices().stream().anyMatch(EventFields::needsBody);
        }
        if (field instanceof Field.When when) {
            return needsBody(when.condition()) || needsBody(when.then());
        }
        return field instanceof Field.Json || field instanceof Field.Sha256;
    }

    private @Nullable String firstOf(List<Field> choices) {
        for (Field choice : choices) {
            String value = read(choice);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    private @Nullable String joined(Field.Joined joined) {
        StringBuilder text = new StringBuilder();
        for (Field part : joined.parts()) {
            String value = read(part);
            boolean absent = value == null || value.isEmpty();
            if (absent && (joined.whole() || text.isEmpty())) {
                return null;
            }
            if (!absent) {
                text.append(text.isEmpty() ? "" : joined.separator()).append(value);
            }
        }
        return text.toString();
    }

    private static boolean isPrintable(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String printable(@Nullable String value) {
        if (value == null || isPrintable(value)) {
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
