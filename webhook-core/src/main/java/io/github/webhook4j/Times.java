package io.github.webhook4j;

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

    /** The form that most senders use, read here because the JDK's parser takes most of a microsecond for it. */
    private static final String UTC_SECONDS = "0000-00-00T00:00:00Z";

    /** The form of some of GitHub's times, which are in UTC. */
    private static final String WITHOUT_ZONE = "0000-00-00 00:00:00";

    private Times() {}

    /** The instant, or {@code null} if the text is no time. */
    static @Nullable Instant parse(String text) {
        if (SignatureFields.isNumber(text)) {
            long number = Long.parseLong(text);
            return number > MOST_SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        }
        try {
            return hasForm(text, UTC_SECONDS) || hasForm(text, WITHOUT_ZONE)
                    ? utcSeconds(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Whether the text has digits where the form has zeros, whatever they say, and the form's characters elsewhere. */
    private static boolean hasForm(String text, String form) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char expected = form.charAt(i);
            char c = text.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static Instant utcSeconds(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
