package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void numbersAreSecondsOrMilliseconds() {
        assertThat(Times.parse("1767225600")).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(Times.parse("1767225600123")).isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
        assertThat(Times.parse("0")).isEqualTo(Instant.EPOCH);
        assertThat(Times.parse("99")).isEqualTo(Instant.ofEpochSecond(99));
        assertThat(Times.parse("123456789012345678")).isEqualTo(Instant.ofEpochMilli(123_456_789_012_345_678L));
        assertThat(Times.parse("1234567890123456789")).isNull();
        assertThat(Times.parse("100000000000")).isEqualTo(Instant.ofEpochSecond(100_000_000_000L));
        assertThat(Times.parse("100000000001")).isEqualTo(Instant.ofEpochMilli(100_000_000_001L));
    }

    @Test
    void textIsRfc3339InAnyOfItsForms() {
        for (String text : new String[] {
            "2026-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "0001-01-01T00:00:00Z", "2026-01-01T00:00:00.5Z"
        }) {
            assertThat(Times.parse(text)).isEqualTo(Instant.parse(text));
        }
        assertThat(Times.parse("2026-01-01T02:30:00+02:30")).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void aTimeWithoutAZoneIsInUtc() {
        assertThat(Times.parse("2019-09-29 19:59:09")).isEqualTo(Instant.parse("2019-09-29T19:59:09Z"));
        assertThat(Times.parse("2018-04-25 20:42:10")).isEqualTo(Instant.parse("2018-04-25T20:42:10Z"));
    }

    @Test
    void charactersAreReadFromWhereTheyStand() {
        char[] text = "x2026-01-01T00:00:00Z1767225600 2026-01-01T01:00:00+01:00".toCharArray();
        Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(Times.parse(text, 1, 20)).isEqualTo(newYear);
        assertThat(Times.parse(text, 21, 10)).isEqualTo(newYear);
        assertThat(Times.parse(text, 32, 25)).isEqualTo(newYear);
        assertThat(Times.parse(text, 0, 20)).isNull();
        assertThat(Times.parse(text, 21, 11)).isNull();
    }

    @Test
    void whatIsNoTimeIsNone() {
        for (String text : new String[] {
            "",
            "now",
            "2026-01-01",
            "2026-13-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-01-01T25:00:00Z",
            "2026-01-01 00:00:00Z",
            "2026-01-01 24:00:00",
            "2026-01-01T00:00:00",
            "2026-01-01T00:00:0xZ",
            "-1",
            "1.5",
            "99999999999999999999"
        }) {
            assertThat(Times.parse(text)).as(text).isNull();
        }
    }
}
