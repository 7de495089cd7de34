package io.github.webhook4j;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a sender wants to be left alone, as its answer says. */
final class RetryAfter {

    private static final int MOST_DIGITS = 12;

    /** Some write {@code 2.0}. */
    private static final Pattern FRACTION = Pattern.compile("[0-9]{1,12}\\.[0-9]{1,9}");

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

    /** Seconds, rounded up, or a time in HTTP's form or in that of ISO 8601. */
    static @Nullable Duration read(String text, Instant now) {
        if (isNumber(text)) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        if (FRACTION.matcher(text).matches()) {
            return Duration.ofSeconds((long) Math.ceil(Double.parseDouble(text)));
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
