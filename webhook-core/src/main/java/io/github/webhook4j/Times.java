package io.github.webhook4j;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads times in the forms that senders use. */
final class Times {

    /** A number above this is milliseconds: as seconds it would lie beyond the year 5138, as milliseconds after 1973. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    private Times() {}

    /** The instant, or {@code null} if the text is no time. */
    static @Nullable Instant parse(String text) {
        if (SignatureFields.isNumber(text)) {
            long number = Long.parseLong(text);
            return number > MOST_SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
