package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a channel passes on is read to the byte. */
class ChannelDeliveryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static ChannelDelivery read(String data) {
        return Objects.requireNonNull(ChannelDelivery.of(data.getBytes(StandardCharsets.UTF_8), "/channel"));
    }

    private static String body(ChannelDelivery delivery) {
        return new String(delivery.request().body(), StandardCharsets.UTF_8);
    }

    @Test
    void headersAreThoseOfTheSenderAlone() {
        WebhookRequest request = read("""
                {"host":"smee.io","content-length":"42","connection":"close","transfer-encoding":"chunked",\
                "x-forwarded-for":"192.0.2.1","x-github-event":"issues","content-type":"application/json",\
                "body":{},"query":{},"timestamp":1767225600123,"number":7,"nothing":null}""").request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo("/channel");
        assertThat(request.headers().asMap())
                .isEqualTo(Map.of(
                        "content-type", List.of("application/json"),
                        "x-github-event", List.of("issues")));
    }

    @Test
    void theQueryIsThereAgain() {
        assertThat(read("{\"body\":{},\"query\":{\"a\":\"1 & 2\",\"b\":[\"x\",\"y\"]}}")
                        .request()
                        .uri())
                .isEqualTo("/channel?a=1+%26+2&b=x&b=y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}",
                "{ \"a\" : 1.0,\t\"b\":\"\\u00e9\\/\" }",
                "{\"\u00e9\":\"\u20ac \uD83D\uDE00\",\"n\":12345678901234567890.10}",
                "[1, {\"body\":{\"x\":2}}]",
                "{}",
            })
    void theBodyIsCutOutAsItStandsThere(String body) {
        ChannelDelivery delivery = read("{\"x-\u00e9\":\"\u20ac\",\"body\":" + body + ",\"query\":{\"body\":{}}}");
        assertThat(body(delivery)).isEqualTo(body);
        assertThat(delivery.exact()).isFalse();
    }

    @Property
    void bytesInBase64AreThoseThatWereSent(@ForAll byte[] sent) throws IOException {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("x-github-event", "push");
        data.put("bodyB", Base64.getEncoder().encodeToString(sent));
        data.put("timestamp", "1767225600123");
        ChannelDelivery delivery = Objects.requireNonNull(ChannelDelivery.of(JSON.writeValueAsBytes(data), "/c"));
        assertThat(delivery.request().body()).isEqualTo(sent);
        assertThat(delivery.exact()).isTrue();
    }

    @Test
    void textThatWasSentComesBeforeWhatWasMadeOfIt() {
        ChannelDelivery delivery = read("{\"body\":{\"a\":1},\"rawdata\":\"{ \\\"a\\\": 1 }\\n\",\"x\":\"y\"}");
        assertThat(body(delivery)).isEqualTo("{ \"a\": 1 }\n");
        assertThat(delivery.exact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "{}", "{\"message\":\"ready\"}", "{\"message\":\"connected\"}", ""})
    void whatAChannelSaysByItselfIsNoDelivery(String data) {
        assertThat(ChannelDelivery.of(data.getBytes(StandardCharsets.UTF_8), "/channel"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"body\":{\"card\":4242}", "{card4242}", "{\"x\":\"y\",\"bodyB\":\"card4242!\"}"})
    void whatIsNoDeliveryIsRefusedWithoutBeingQuoted(String data) {
        assertThatThrownBy(() -> read(data))
                .isInstanceOf(RejectedException.class)
                .hasMessageNotContaining("4242")
                .hasNoCause();
    }
}
