package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.util.ArrayList;
import java.util.List;

/** Reads signature headers strictly: whatever the sender would not write is refused. */
final class SignatureFields {

    private static final int MOST_ELEMENTS = 64;

    private SignatureFields() {}

    /** All values of a field, at least one. */
    static List<String> values(Field field, WebhookHeaders headers) {
        if (field instanceof Field.Header header) {
            return List.of(only(header, headers));
        }
        if (field instanceof Field.Prefixed prefixed) {
            String value = only(prefixed.header(), headers);
            if (!value.startsWith(prefixed.prefix())) {
                throw malformed(prefixed.header(), "does not begin with " + prefixed.prefix());
            }
            return List.of(value.substring(prefixed.prefix().length()));
        }
        if (field instanceof Field.Entry entry) {
            return entries(entry, only(entry.header(), headers));
        }
        throw new IllegalArgumentException("A signature cannot be read from " + field);
    }

    /** The one value of a field. */
    static String value(Field field, WebhookHeaders headers) {
        List<String> values = values(field, headers);
        if (values.size() > 1) {
            throw new RejectedException(Reason.SIGNATURE_MALFORMED, field + " occurs " + values.size() + " times");
        }
        return values.get(0);
    }

    static boolean present(Field field, WebhookHeaders headers) {
        return !headers.all(header(field).name()).isEmpty();
    }

    static Field.Header header(Field field) {
        if (field instanceof Field.Header header) {
            return header;
        }
        if (field instanceof Field.Prefixed prefixed) {
            return prefixed.header();
        }
        if (field instanceof Field.Entry entry) {
            return entry.header();
        }
        throw new IllegalArgumentException(field + " is not known before the body is verified: name a header");
    }

    static boolean isLowerHex(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is digits only, and few enough for a {@code long}. */
    static boolean isNumber(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= 18;
    }

    private static String only(Field.Header header, WebhookHeaders headers) {
        List<String> values = headers.all(header.name());
        if (values.isEmpty() || values.get(0).isEmpty()) {
            throw new RejectedException(Reason.SIGNATURE_MISSING, "no " + header.name() + " header");
        }
        if (values.size() > 1) {
            throw malformed(header, "is there " + values.size() + " times");
        }
        return values.get(0);
    }

    private static List<String> entries(Field.Entry entry, String list) {
        List<String> found = new ArrayList<>(1);
        int elements = 0;
        int start = 0;
        while (start <= list.length()) {
            int separator = list.indexOf(entry.separator(), start);
            int end = separator < 0 ? list.length() : separator;
            int equals = list.indexOf('=', start);
            if (equals <= start || equals >= end || ++elements > MOST_ELEMENTS) {
                throw malformed(entry.header(), "is not a list of key=value");
            }
            if (equals - start == entry.key().length() && list.startsWith(entry.key(), start)) {
                found.add(list.substring(equals + 1, end));
            }
            start = afterBlanks(list, end + 1);
        }
        if (found.isEmpty()) {
            throw malformed(entry.header(), "has no " + entry.key());
        }
        return found;
    }

    private static int afterBlanks(String list, int from) {
        int at = from;
        while (at < list.length() && list.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static RejectedException malformed(Field.Header header, String detail) {
        return new RejectedException(Reason.SIGNATURE_MALFORMED, "the " + header.name() + " header " + detail);
    }
}
