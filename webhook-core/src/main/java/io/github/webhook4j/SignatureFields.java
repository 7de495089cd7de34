package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a signature is made of, strictly: whatever the sender would not write is refused. */
final class SignatureFields {

    private static final int MOST_ELEMENTS = 64;

    private SignatureFields() {}

    /** All values of a field, at least one. The scan is only needed for values in the body. */
    static List<String> values(Field field, WebhookRequest request, @Nullable EventScan scan) {
        if (field instanceof Field.Header header) {
            return List.of(only(header.name(), request));
        }
        if (field instanceof Field.Prefixed prefixed) {
            String value = only(prefixed.header().name(), request);
            if (!value.startsWith(prefixed.prefix())) {
                throw malformed(prefixed, "does not begin with " + prefixed.prefix());
            }
            return List.of(value.substring(prefixed.prefix().length()));
        }
        if (field instanceof Field.Entry entry) {
            return entries(entry, only(entry.header().name(), request));
        }
        if (field instanceof Field.Query query) {
            return List.of(present(query, Query.value(request.uri(), query.name())));
        }
        if (field instanceof Field.Json json && scan != null) {
            return List.of(present(json, scan.text(json.pointer())));
        }
        throw new IllegalArgumentException("A signature cannot be read from " + field);
    }

    /** The one value of a field. */
    static String value(Field field, WebhookRequest request, @Nullable EventScan scan) {
        List<String> values = values(field, request, scan);
        if (values.size() > 1) {
            throw malformed(field, "occurs " + values.size() + " times");
        }
        return values.get(0);
    }

    /** Whether a request has the field at all, well formed or not; a field in the body counts as there. */
    static boolean present(Field field, WebhookRequest request) {
        if (field instanceof Field.Query query) {
            return Query.value(request.uri(), query.name()) != null;
        }
        String header = header(field);
        return header == null || !request.headers().all(header).isEmpty();
    }

    /** Refuses fields that a signature or its time cannot be read from. */
    static void check(Field field) {
        if (header(field) == null && !(field instanceof Field.Query) && !(field instanceof Field.Json)) {
            throw new IllegalArgumentException("A signature cannot be read from " + field
                    + ": name a header, an entry of one, a query parameter, or a value in the body");
        }
    }

    static @Nullable String header(Field field) {
        if (field instanceof Field.Header header) {
            return header.name();
        }
        if (field instanceof Field.Prefixed prefixed) {
            return prefixed.header().name();
        }
        return field instanceof Field.Entry entry ? entry.header().name() : null;
    }

    /** How messages show a field. */
    static String describe(Field field) {
        String header = header(field);
        if (header != null) {
            return "the " + header + " header";
        }
        return field instanceof Field.Query query ? "the query parameter " + query.name() : field.toString();
    }

    /** The header, which has to be there once and not be empty. */
    static String only(String header, WebhookRequest request) {
        List<String> values = request.headers().all(header);
        if (values.isEmpty() || values.get(0).isEmpty()) {
            throw new RejectedException(Reason.SIGNATURE_MISSING, "no " + header + " header");
        }
        if (values.size() > 1) {
            throw malformed(Field.header(header), "is there " + values.size() + " times");
        }
        return values.get(0);
    }

    static RejectedException malformed(Field field, String detail) {
        return new RejectedException(Reason.SIGNATURE_MALFORMED, describe(field) + " " + detail);
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

    private static String present(Field field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new RejectedException(Reason.SIGNATURE_MISSING, describe(field) + " is absent");
        }
        return value;
    }

    private static List<String> entries(Field.Entry entry, String list) {
        List<String> found = new ArrayList<>(1);
        int elements = 0;
        int start = 0;
        while (start <= list.length()) {
            int separator = list.indexOf(entry.separator(), start);
            int end = separator < 0 ? list.length() : separator;
            int assign = list.indexOf(entry.assign(), start);
            if (assign <= start || assign >= end || ++elements > MOST_ELEMENTS) {
                throw malformed(entry, "is not a list of key" + entry.assign() + "value");
            }
            if (assign - start == entry.key().length() && list.startsWith(entry.key(), start)) {
                found.add(list.substring(assign + 1, end));
            }
            start = afterBlanks(list, end + 1);
        }
        if (found.isEmpty()) {
            throw malformed(entry, "has no " + entry.key());
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
}
