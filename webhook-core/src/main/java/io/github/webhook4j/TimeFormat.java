package io.github.webhook4j;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How a sender writes the time of signing. */
public enum TimeFormat {
    /** Whole seconds since 1970, digits only. */
    SECONDS,
    /** Milliseconds since 1970, digits only. */
    MILLIS,
    /** RFC 3339, such as {@code 2026-01-01T00:00:00Z}. */
    RFC3339;

    String format(Instant time) {
        return switch (this) {
            case SECONDS -> Long.toString(time.getEpochSecond());
            case MILLIS -> Long.toString(time.toEpochMilli());
            case RFC3339 -> time.truncatedTo(ChronoUnit.MILLIS).toString();
        };
    }

    /** The time, or {@code null} unless the text is exactly of this format. */
    @Nullable
    Instant parse(String text) {
        if (this == RFC3339) {
            return parseRfc3339(text);
        }
        if (!SignatureFields.isNumber(text)) {
            return null;
        }
        long number = Long.parseLong(text);
        return this == MILLIS ? Instant.ofEpochMilli(number) : seconds(number);
    }

    private static Instant seconds(long number) {
        return number > Instant.MAX.getEpochSecond() ? Instant.MAX : Instant.ofEpochSecond(number);
    }

    private static @Nullable Instant parseRfc3339(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
