package io.github.webhook4j;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something may happen: so many times in a period, and not more than that at once.
 *
 * @param times how many times, at least 1
 * @param period in what time, at least a millisecond
 */
public record Rate(long times, Duration period) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,12})/([0-9]{0,9})(ms|s|m|h|d)");

    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1),
            "d",
            Duration.ofDays(1));

    /**
     * Checks the rate.
     *
     * @param times how many times, at least 1
     * @param period in what time, at least a millisecond
     * @throws IllegalArgumentException if nothing would ever be allowed, or the period is too short to be measured
     */
    public Rate {
        if (times < 1 || period.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "A rate of " + times + " in " + period + " allows nothing: give at least 1 and a millisecond");
        }
    }

    /**
     * Reads a rate as configuration writes it.
     *
     * @param text such as {@code 100/s}, {@code 10/1m} or {@code 500/12h}: a number, a slash and a time in {@code ms}, {@code s},
     *     {@code m}, {@code h} or {@code d}
     * @return the rate
     * @throws IllegalArgumentException if it is written otherwise
     */
    public static Rate parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no rate: write a number, a slash and a time, such as 100/s or 10/1m");
        }
        long units = matcher.group(2).isEmpty() ? 1 : Long.parseLong(matcher.group(2));
        Duration unit = UNITS.getOrDefault(matcher.group(3), Duration.ZERO);
        return new Rate(Long.parseLong(matcher.group(1)), unit.multipliedBy(units));
    }

    @Override
    public String toString() {
        return times + " in " + period;
    }
}
