package io.github.webhook4j;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** How long a sender wants to be left alone, as its answer says. */
final class RetryAfter {

    private static final int MOST_DIGITS = 12;

    private RetryAfter() {}

    static @Nullable Duration of(SenderAnswer answer) {
        String header = answer.header("Retry-After");
        if (header != null) {
            return read(header.strip(), Instant.now());
        }
        String reset = answer.header("X-RateLimit-Reset");
        return "0".equals(answer.header("X-RateLimit-Remaining")) && reset != null && isNumber(reset.strip())
                ? until(Instant.ofEpochSecond(Long.parseLong(reset.strip())), Instant.now())
                : null;
    }

    /** Seconds, or a time in HTTP's form or in that of ISO 8601. */
    static @Nullable Duration read(String text, Instant now) {
        if (isNumber(text)) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Instant then = time(text, DateTimeFormatter.RFC_1123_DATE_TIME);
        then = then == null ? time(text, DateTimeFormatter.ISO_ZONED_DATE_TIME) : then;
        return then == null ? null : until(then, now);
    }

    private static @Nullable Instant time(String text, DateTimeFormatter form) {
        try {
            return ZonedDateTime.parse(text, form).toInstant();
        } catch (DateTimeParseException notOfThisForm) {
            return null;
        }
    }

    private static boolean isNumber(String text) {
        return text.length() <= MOST_DIGITS && SignatureFields.isNumber(text);
    }

    private static Duration until(Instant then, Instant now) {
        return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    }
}
