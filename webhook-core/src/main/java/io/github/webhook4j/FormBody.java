package io.github.webhook4j;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhook4j.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an {@code application/x-www-form-urlencoded} body byte by byte. */
final class FormBody {

    private static final String TYPE = "application/x-www-form-urlencoded";

    /** More than any sender sends, few enough that forged forms cost little memory. */
    private static final int MOST_FIELDS = 2_000;

    /** Receives the fields of a form in their order. */
    private interface Visitor {
        void field(byte[] name, int valueStart, int end);
    }

    private FormBody() {}

    static boolean isForm(WebhookHeaders headers) {
        String type = headers.first("Content-Type");
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /** The decoded bytes of a field that has to be there at most once, or {@code null}. */
    static byte @Nullable [] field(String name, byte[] body) {
        byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
        List<byte[]> found = new ArrayList<>(1);
        visit(body, (field, start, end) -> {
            if (Arrays.equals(field, wanted)) {
                found.add(decode(body, start, end));
            }
        });
        if (found.size() > 1) {
            throw malformed("has the field " + name + " twice");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** All fields with their decoded values, in the order in which the names first come. */
    static Map<String, List<String>> fields(byte[] body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        visit(
                body,
                (name, start, end) -> fields.computeIfAbsent(text(name), added -> new ArrayList<>(1))
                        .add(text(decode(body, start, end))));
        return fields;
    }

    /** The form as a JSON object of texts; a field that is there several times becomes an array. */
    static byte[] json(byte[] body) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        fields(body).forEach((name, values) -> {
            if (values.size() == 1) {
                json.put(name, values.get(0));
            } else {
                ArrayNode array = json.putArray(name);
                values.forEach(array::add);
            }
        });
        return Json.write(json);
    }

    private static void visit(byte[] body, Visitor visitor) {
        int start = 0;
        int fields = 0;
        while (start < body.length) {
            int end = indexOf('&', body, start, body.length);
            if (end > start) {
                if (++fields > MOST_FIELDS) {
                    throw malformed("has more than " + MOST_FIELDS + " fields");
                }
                int assign = indexOf('=', body, start, end);
                visitor.field(decode(body, start, assign), Math.min(assign + 1, end), end);
            }
            start = end + 1;
        }
    }

    static int indexOf(char wanted, byte[] body, int from, int to) {
        int at = from;
        while (at < to && body[at] != wanted) {
            at++;
        }
        return at;
    }

    /**
     * Text without its escapes.
     *
     * @throws RejectedException if an escape is broken, or the bytes are not UTF-8
     */
    static String decoded(byte[] escaped) {
        return text(decode(escaped, 0, escaped.length));
    }

    private static String text(byte[] bytes) {
        if (!Utf8.isValid(bytes)) {
            throw malformed("is not UTF-8");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] decode(byte[] body, int start, int end) {
        byte[] decoded = new byte[end - start];
        int length = 0;
        int at = start;
        while (at < end) {
            byte b = body[at++];
            if (b == '%') {
                if (at + 2 > end) {
                    throw malformed("ends within a %-escape");
                }
                b = (byte) (digit(body[at]) << 4 | digit(body[at + 1]));
                at += 2;
            } else if (b == '+') {
                b = ' ';
            }
            decoded[length++] = b;
        }
        return Arrays.copyOf(decoded, length);
    }

    private static int digit(byte b) {
        int digit = Character.digit(b, 16);
        if (digit < 0) {
            throw malformed("has a %-escape that is not hex");
        }
        return digit;
    }

    private static RejectedException malformed(String detail) {
        return new RejectedException(Reason.EVENT_MALFORMED, "the form " + detail);
    }
}
