package io.github.webhook4j.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.test.SignatureVector;
import io.github.webhook4j.test.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SlackSignatureTest {

    private static final String SECRET = "own slack secret";
    private static final long SIGNED_AT = 1767225600;
    private static final String JSON = "{\"type\":\"event_callback\",\"event_id\":\"EvOwn\","
            + "\"event\":{\"type\":\"app_mention\",\"text\":\"\u6771\u4eac \ud83e\udd80\"}}";
    private static final String CRLF =
            "{\"type\":\"event_callback\",\r\n\"event_id\":\"EvOwn\",\"event\":{\"type\":\"app_mention\"}}\r\n";
    private static final String FORM = "command=%2fweather&text=caf%c3%a9+*~";
    // printf 'v0:1767225600:%s' "$body" | openssl dgst -sha256 -hmac "$secret"
    private static final String JSON_V0 = "v0=40cf7b5bd1513a825bd52955b1f7e64e028cdd8706453d0e2ef98c590d2c680d";
    private static final String CRLF_V0 = "v0=b49e4c40e382e1e3a11eea87cd90bfaa7bca296bdf434119e02c2eb6a451dad0";
    private static final String FORM_V0 = "v0=753482f31e87e98a91ab9865d00ed5b449b0d3c6b7ac3e51bfe7b88a03f6e75a";

    /** The vectors give other reasons where we refuse the form before its meaning. */
    private static final Map<String, Reason> OUR_REASONS =
            Map.of("slack-ts-negative", Reason.SIGNATURE_MALFORMED, "slack-sig-upper", Reason.SIGNATURE_MALFORMED);

    private static Verdict verdict(String signature, String body, long now) {
        WebhookRequest request = WebhookRequest.builder("POST", "/")
                .header("X-Slack-Request-Timestamp", Long.toString(SIGNED_AT))
                .header("X-Slack-Signature", signature)
                .header("Content-Type", contentType(body))
                .body(body.getBytes(StandardCharsets.UTF_8))
                .build();
        return Verdict.of(Slack.provider(Secrets.of(SECRET)), request, Instant.ofEpochSecond(now));
    }

    private static String contentType(String body) {
        return body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
    }

    @Test
    void signaturesMadeByOpensslAreAcceptedOverJsonCrlfAndForms() {
        assertThat(verdict(JSON_V0, JSON, SIGNED_AT).events())
                .extracting(WebhookEvent::type)
                .containsExactly("app_mention");
        assertThat(verdict(CRLF_V0, CRLF, SIGNED_AT).events())
                .extracting(WebhookEvent::id)
                .containsExactly("EvOwn");
        assertThat(verdict(FORM_V0, FORM, SIGNED_AT).events())
                .extracting(event -> event.json().path("text").asText())
                .containsExactly("caf\u00e9 *~");
    }

    @Test
    void aBodyThatLostItsLastLineBreakIsRefused() {
        assertThat(verdict(CRLF_V0, CRLF.stripTrailing(), SIGNED_AT).reason()).isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void aTimeOutOfToleranceIsRefusedInBothDirections() {
        assertThat(verdict(JSON_V0, JSON, SIGNED_AT + 300).status()).isEqualTo(200);
        assertThat(verdict(JSON_V0, JSON, SIGNED_AT + 301).reason()).isEqualTo(Reason.TIMESTAMP_STALE);
        assertThat(verdict(JSON_V0, JSON, SIGNED_AT - 300).status()).isEqualTo(200);
        assertThat(verdict(JSON_V0, JSON, SIGNED_AT - 301).reason()).isEqualTo(Reason.TIMESTAMP_FUTURE);
    }

    /**
     * Vectors from a file, where one is given.
     *
     * @return a test for each vector
     * @throws IOException if the file cannot be read
     */
    @TestFactory
    Stream<DynamicTest> everyVectorGetsItsVerdict() throws IOException {
        return SignatureVector.tests("slack", vector -> {
            String body = new String(vector.body(), StandardCharsets.UTF_8);
            WebhookRequest request =
                    vector.request().header("Content-Type", contentType(body)).build();
            vector.check(Verdict.of(Slack.provider(vector.secrets()), request, vector.now()), OUR_REASONS);
        });
    }
}
