package io.github.webhook4j;

import java.nio.CharBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads times in the forms that senders use. */
final class Times {

    /** A number above this is milliseconds: as seconds it would lie beyond the year 5138, as milliseconds after 1973. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    private static final int MOST_DIGITS = 18;

    /** The form that most senders use, read here because the JDK's parser takes most of a microsecond for it. */
    private static final String UTC_SECONDS = "0000-00-00T00:00:00Z";

    /** The form of some of GitHub's times, which are in UTC. */
    private static final String WITHOUT_ZONE = "0000-00-00 00:00:00";

    private Times() {}

    /** The instant, or {@code null} if the text is no time. */
    static @Nullable Instant parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    /** The instant, or {@code null} if the characters are no time. */
    static @Nullable Instant parse(char[] text, int start, int length) {
        try {
            if (hasForm(text, start, length, UTC_SECONDS) || hasForm(text, start, length, WITHOUT_ZONE)) {
                return utcSeconds(text, start);
            }
            return isNumber(text, start, length)
                    ? ofNumber(number(text, start, length))
                    : OffsetDateTime.parse(CharBuffer.wrap(text, start, length)).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant ofNumber(long number) {
        return number > MOST_SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    }

    private static boolean isNumber(char[] text, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return length > 0 && length <= MOST_DIGITS;
    }

    /** Whether the text has digits where the form has zeros, whatever they say, and the form's characters elsewhere. */
    private static boolean hasForm(char[] text, int start, int length, String form) {
        if (length != form.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char expected = form.charAt(i);
            char c = text[start + i];
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static Instant utcSeconds(char[] text, int start) {
        return LocalDateTime.of(
                        (int) number(text, start, 4),
                        (int) number(text, start + 5, 2),
                        (int) number(text, start + 8, 2),
                        (int) number(text, start + 11, 2),
                        (int) number(text, start + 14, 2),
                        (int) number(text, start + 17, 2))
                .toInstant(ZoneOffset.UTC);
    }

    private static long number(char[] digits, int start, int length) {
        long number = 0;
        for (int i = start; i < start + length; i++) {
            number = number * 10 + digits[i] - '0';
        }
        return number;
    }
}
