package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventScanTest {

    private static final List<String> POINTERS = List.of("/id", "/data/object", "/data/object/id", "/a~1b");

    private static EventScan scan(String json) {
        return EventScan.of(json.getBytes(StandardCharsets.UTF_8), EventScan.Plan.of(POINTERS));
    }

    private static String span(String json, String pointer) {
        EventScan.Span span = scan(json).span(pointer);
        return span == null
                ? "absent"
                : new String(
                        json.getBytes(StandardCharsets.UTF_8), span.start(), span.length(), StandardCharsets.UTF_8);
    }

    @Test
    void textsAndNumbersAreFoundAsText() {
        assertThat(scan("{\"id\":\"1\"}").text("/id")).isEqualTo("1");
        assertThat(scan("{\"id\":17.50}").text("/id")).isEqualTo("17.50");
        assertThat(scan("{\"a/b\":\"x\"}").text("/a~1b")).isEqualTo("x");
        assertThat(scan("{\"data\":{\"object\":{\"id\":\"deep\"}}}").text("/data/object/id"))
                .isEqualTo("deep");
    }

    @Test
    void otherValuesAreNoText() {
        assertThat(scan("{\"id\":null}").text("/id")).isNull();
        assertThat(scan("{\"id\":true}").text("/id")).isNull();
        assertThat(scan("{\"id\":{\"x\":1}}").text("/id")).isNull();
        assertThat(scan("{\"id\":[1]}").text("/id")).isNull();
        assertThat(scan("{\"x\":{\"id\":\"1\"}}").text("/id")).isNull();
        assertThat(scan("{\"data\":[{\"object\":{}}]}").span("/data/object")).isNull();
        assertThat(scan("{}").text("/id")).isNull();
    }

    @Test
    void anObjectIsFoundByItsBytesWhateverStandsBeforeIt() {
        assertThat(span(
                        "{\"n\":\"\u6771\u4eac \ud83d\ude80\",\n \"data\" : { \"object\" : {\"id\":\"\u00e9\"} , \"x\":1 } }",
                        "/data/object"))
                .isEqualTo("{\"id\":\"\u00e9\"}");
        assertThat(span("\uFEFF{\"data\":{\"object\":[1,{}]}}", "/data/object")).isEqualTo("[1,{}]");
        assertThat(span("{\"data\":{\"object\":5}}", "/data/object")).isEqualTo("absent");
    }

    @Test
    void theLastOfSeveralEqualNamesCounts() {
        assertThat(scan("{\"id\":\"1\",\"id\":\"2\"}").text("/id")).isEqualTo("2");
        assertThat(scan("{\"id\":\"1\",\"id\":null}").text("/id")).isNull();
        assertThat(span("{\"data\":{\"object\":{\"v\":1},\"object\":{\"v\":2}}}", "/data/object"))
                .isEqualTo("{\"v\":2}");
        assertThat(span("{\"data\":{\"object\":{\"v\":1},\"object\":2}}", "/data/object"))
                .isEqualTo("absent");
    }

    @Test
    void whatAnEarlierOneOfSeveralEqualNamesHeldIsForgotten() {
        for (String last : new String[] {"{}", "5", "null", "[]", "{\"object\":{}}"}) {
            String json = "{\"data\":{\"id\":\"1\",\"object\":{\"v\":1}},\"data\":" + last + "}";
            EventScan scan = EventScan.of(
                    json.getBytes(StandardCharsets.UTF_8), EventScan.Plan.of(List.of("/data/id", "/data/object/v")));
            assertThat(scan.text("/data/id")).as(last).isNull();
            assertThat(scan.text("/data/object/v")).as(last).isNull();
        }
    }

    @Test
    void pointersGoIntoArraysToo() {
        String json = "{\"a\":[{\"b\":\"0\"},[1,{\"c\":2}],\"x\"],\"1\":3}";
        EventScan scan = EventScan.of(
                json.getBytes(StandardCharsets.UTF_8),
                EventScan.Plan.of(List.of("/a/0/b", "/a/1/1/c", "/a/2", "/a/3", "/1", "/a/1")));
        assertThat(scan.text("/a/0/b")).isEqualTo("0");
        assertThat(scan.text("/a/1/1/c")).isEqualTo("2");
        assertThat(scan.text("/a/2")).isEqualTo("x");
        assertThat(scan.text("/a/3")).isNull();
        assertThat(scan.text("/1")).isEqualTo("3");
        assertThat(scan.span("/a/1")).isNotNull();
    }

    @Test
    void nestingIsCappedEverywhere() {
        int most = Json.MOST_NESTING;
        assertThat(scan("{\"x\":" + "[".repeat(most - 1) + "]".repeat(most - 1) + "}")
                        .text("/id"))
                .isNull();
        assertRefused("{\"x\":" + "[".repeat(most) + "]".repeat(most) + "}");
        assertRefused("{\"data\":{\"object\":" + "[".repeat(most) + "]".repeat(most) + "}}");
        assertRefused("{\"x\":".repeat(200_000));
    }

    @Test
    void whatIsNotOneWellFormedObjectIsRefused() {
        assertRefused("");
        assertRefused("[]");
        assertRefused("{} {}");
        assertRefused("{\"id\":}");
        assertRefused("{\"x\":" + "1".repeat(100_000) + "}");
        assertRefused("{\"x\":0." + "1".repeat(100_000) + "}");
    }

    private static void assertRefused(String json) {
        assertThatThrownBy(() -> scan(json))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EVENT_MALFORMED));
    }
}
