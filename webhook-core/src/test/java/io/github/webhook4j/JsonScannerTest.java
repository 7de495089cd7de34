package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What the scanner takes, Jackson takes, and the other way round: whatever is let through must bind, and nothing that binds be refused. */
class JsonScannerTest {

    private static final byte[] SAMPLE =
            "{\"a\":[-0.5e+3,1E9,{}],\n\"\\u00e9\\\"b\" : {\"c\":\"d\u00e9\u6771\ud83d\ude80 long enough\",\"\":null}\t,\"e\":[true ,false]}"
                    .getBytes(StandardCharsets.UTF_8);

    private static boolean scannerTakes(byte[] json) {
        JsonScanner scanner = new JsonScanner(json);
        try {
            scanner.skip();
            scanner.end();
            return true;
        } catch (RejectedException e) {
            return false;
        }
    }

    /** Jackson guesses UTF-16 and UTF-32 by a NUL among the first bytes, and is not strict about UTF-8. */
    private static boolean jacksonTakes(byte[] json) {
        for (int i = 0; i < Math.min(4, json.length); i++) {
            if (json[i] == 0) {
                return false;
            }
        }
        try (JsonParser parser = Json.parser(json)) {
            boolean any = parser.nextToken() != null;
            parser.skipChildren();
            return any && parser.nextToken() == null && Utf8.isValid(json);
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    private static void assertAgree(byte[] json) {
        if (scannerTakes(json) != jacksonTakes(json)) {
            assertThat(scannerTakes(json))
                    .as(new String(json, StandardCharsets.ISO_8859_1))
                    .isEqualTo(jacksonTakes(json));
        }
    }

    private static void assertAgree(String json) {
        assertAgree(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void jsonIsTaken() {
        for (String json : new String[] {
            new String(SAMPLE, StandardCharsets.UTF_8),
            "{}",
            "[]",
            " [ ] ",
            "0",
            "-0",
            "10.01",
            "\"\"",
            "null",
            "\uFEFF{}"
        }) {
            assertThat(scannerTakes(json.getBytes(StandardCharsets.UTF_8)))
                    .as(json)
                    .isTrue();
        }
    }

    @Test
    void whatIsNoJsonIsRefused() {
        for (String json : new String[] {
            "",
            " ",
            "{",
            "}",
            "[1,]",
            "[,1]",
            "{\"a\":1,}",
            "{\"a\"}",
            "{\"a\" 1}",
            "{1:1}",
            "[1 2]",
            "[1}",
            "01",
            "+1",
            ".5",
            "1.",
            "1e",
            "-",
            "nul",
            "nullx",
            "True",
            "'a'",
            "\"a",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\t\"",
            "[] []",
            "[]x",
            "NaN",
            "/**/1"
        }) {
            assertThat(scannerTakes(json.getBytes(StandardCharsets.UTF_8)))
                    .as(json)
                    .isFalse();
        }
    }

    @Test
    void anyByteChangedAddedOrRemovedIsJudgedAsJacksonDoes() {
        for (int at = 0; at <= SAMPLE.length; at++) {
            assertAgree(Arrays.copyOf(SAMPLE, at));
            byte[] before = Arrays.copyOf(SAMPLE, at);
            byte[] after = Arrays.copyOfRange(SAMPLE, at, SAMPLE.length);
            byte[] behind = Arrays.copyOfRange(SAMPLE, Math.min(at + 1, SAMPLE.length), SAMPLE.length);
            assertAgree(joined(before, new byte[0], behind));
            for (int value = 0; value < 256; value++) {
                byte[] middle = {(byte) value};
                assertAgree(joined(before, middle, behind));
                assertAgree(joined(before, middle, after));
            }
        }
    }

    private static byte[] joined(byte[] before, byte[] middle, byte[] after) {
        byte[] joined = Arrays.copyOf(before, before.length + middle.length + after.length);
        System.arraycopy(middle, 0, joined, before.length, middle.length);
        System.arraycopy(after, 0, joined, before.length + middle.length, after.length);
        return joined;
    }

    @Test
    void anyByteAnywhereInAStringIsJudgedAsJacksonDoes() {
        for (int length = 1; length <= 18; length++) {
            for (int at = 0; at < length; at++) {
                for (int value = 0; value < 256; value++) {
                    byte[] json = ("[\"" + "x".repeat(length) + "\"]").getBytes(StandardCharsets.UTF_8);
                    json[2 + at] = (byte) value;
                    assertAgree(json);
                }
            }
        }
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"",
                        "\"a\"",
                        "\"a\":",
                        "\\",
                        "\\u00e9",
                        "\\ud800",
                        "\u00e9",
                        "\ud83d\ude80",
                        "\u007f",
                        "\u0000",
                        " ",
                        "\n",
                        "\f",
                        "\u00a0",
                        "\uFEFF",
                        "-",
                        "+",
                        ".",
                        "0",
                        "7",
                        "e",
                        "E",
                        "true",
                        "null",
                        "fals",
                        "//",
                        "#")
                .list()
                .ofMaxSize(14)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 20_000)
    void whateverIsPutTogetherIsJudgedAsJacksonDoes(@ForAll("pieces") String json) {
        assertAgree(json);
        assertAgree("[" + json + "]");
        assertAgree("{\"a\":" + json + "}");
    }

    @Property
    void stringsAreReadAsJacksonReadsThem(@ForAll("pieces") String text, @ForAll String any) throws IOException {
        for (String value : List.of(text, any)) {
            byte[] json = Json.MAPPER.writeValueAsBytes(List.of(value));
            JsonScanner scanner = new JsonScanner(json);
            scanner.open();
            scanner.hasMore();
            scanner.skip();
            assertThat(scanner.text(1, scanner.position()))
                    .isEqualTo(Json.MAPPER.readTree(json).path(0).asText());
        }
    }

    @Test
    void theLimitsAreJacksons() {
        int digits = Json.MOST_DIGITS;
        int name = StreamReadConstraints.DEFAULT_MAX_NAME_LEN;
        for (int more = -1; more <= 1; more++) {
            assertAgree("1".repeat(digits + more));
            assertAgree("-" + "1".repeat(digits + more));
            assertAgree("1." + "1".repeat(digits + more - 1));
            assertAgree("0.1e-" + "1".repeat(digits + more - 2));
            assertAgree("[".repeat(Json.MOST_NESTING + more) + "]".repeat(Json.MOST_NESTING + more));
        }
        assertThat(scannerTakes("1".repeat(digits).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(scannerTakes(("{\"" + "n".repeat(name) + "\":1}").getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(scannerTakes(("{\"" + "n".repeat(name + 1) + "\":1}").getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void aRefusalNamesThePlaceAndQuotesNothing() {
        assertRefused("{\"card\":4242 x}", "the body is not well-formed JSON, at byte 13");
        assertRefused("{\"card\":\"\u0001\"}", "the body is not well-formed JSON, at byte 9");
        assertRefused("{} {}", "the body goes on after the JSON, at byte 3");
        assertRefused("[".repeat(501), "the body is nested deeper than 500, at byte 500");
        assertRefused("9".repeat(1001), "the body has a number of more than 1000 digits, at byte 1001");
        assertThatThrownBy(() -> new JsonScanner(new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'}).skip())
                .hasMessage("EVENT_MALFORMED: the body is not UTF-8, at byte 1");
    }

    private static void assertRefused(String json, String message) {
        JsonScanner scanner = new JsonScanner(json.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> {
                    scanner.skip();
                    scanner.end();
                })
                .isInstanceOf(RejectedException.class)
                .hasNoCause()
                .hasMessage("EVENT_MALFORMED: " + message);
    }
}
