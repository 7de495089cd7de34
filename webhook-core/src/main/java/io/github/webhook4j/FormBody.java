package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Takes one field out of an {@code application/x-www-form-urlencoded} body, byte by byte. */
final class FormBody {

    private static final String TYPE = "application/x-www-form-urlencoded";

    private FormBody() {}

    static boolean isForm(WebhookHeaders headers) {
        String type = headers.first("Content-Type");
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /** The decoded value of a field that has to be there exactly once. */
    static byte[] field(String name, byte[] body) {
        byte[] prefix = (name + "=").getBytes(StandardCharsets.US_ASCII);
        byte[] found = null;
        int start = 0;
        while (start < body.length) {
            int end = indexOfAmpersand(body, start);
            int value = start + prefix.length;
            if (value <= end && Arrays.equals(body, start, value, prefix, 0, prefix.length)) {
                if (found != null) {
                    throw malformed("has the field " + name + " twice");
                }
                found = decode(body, value, end);
            }
            start = end + 1;
        }
        if (found == null) {
            throw malformed("lacks the field " + name);
        }
        return found;
    }

    private static int indexOfAmpersand(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] != '&') {
            at++;
        }
        return at;
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
