package io.github.webhook4j.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
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

class ZoomSignatureTest {

    private static final String SECRET = "own zoom secret";
    private static final long SIGNED_AT = 1767225600;
    private static final String STARTED = "{\"event\":\"meeting.started\",\"event_ts\":1767225600000,"
            + "\"payload\":{\"object\":{\"uuid\":\"4444AAAiAAAAAiAiAiiAii==\",\"topic\":\"\u6771\u4eac\"}}}";
    private static final String CHECK = "{\"event\":\"endpoint.url_validation\","
            + "\"payload\":{\"plainToken\":\"own_plain-Token1\"},\"event_ts\":1767225600000}";
    // printf 'v0:1767225600:%s' "$body" | openssl dgst -sha256 -hmac "$secret"
    private static final String STARTED_V0 = "v0=f27adc29666ded7ed36e06c10c8eb3443daa145a642ab828eec9b271a154545a";
    private static final String CHECK_V0 = "v0=b7d73170d439900c1e847a289e820252a85c346dd185d1b295b556bd1945eb59";
    // printf '%s' own_plain-Token1 | openssl dgst -sha256 -hmac "$secret"
    private static final String ENCRYPTED = "b87f0125d2fd43801fd035752c47c910453e7048f45697628aa6cbe39542d43f";

    private static Verdict verdict(WebhookProvider zoom, String signature, String body) {
        WebhookRequest request = WebhookRequest.builder("POST", "/")
                .header("x-zm-request-timestamp", Long.toString(SIGNED_AT))
                .header("x-zm-signature", signature)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .build();
        return Verdict.of(zoom, request, Instant.ofEpochSecond(SIGNED_AT));
    }

    @Test
    void aSignatureMadeByOpensslIsAccepted() {
        assertThat(verdict(Zoom.provider(Secrets.of(SECRET)), STARTED_V0, STARTED)
                        .events())
                .extracting(WebhookEvent::id)
                .containsExactly("meeting.started:1767225600000:4444AAAiAAAAAiAiAiiAii==");
    }

    @Test
    void ofSeveralSecretsTheOneThatVerifiedAnswersTheCheckOfTheUrl() {
        Verdict verdict = verdict(Zoom.provider(Secrets.of("another app's", SECRET)), CHECK_V0, CHECK);

        assertThat(verdict.status()).isEqualTo(200);
        assertThat(verdict.answer().headers()).containsEntry("Content-Type", "application/json");
        assertThat(verdict.text())
                .isEqualTo("{\"plainToken\":\"own_plain-Token1\",\"encryptedToken\":\"" + ENCRYPTED + "\"}");
        assertThat(verdict.events()).isEmpty();
    }

    @Test
    void aCheckOfTheUrlThatIsNotSignedGetsNoAnswer() {
        Verdict verdict = verdict(Zoom.provider(Secrets.of(SECRET)), STARTED_V0, CHECK);

        assertThat(verdict.status()).isEqualTo(401);
        assertThat(verdict.text()).isEmpty();
    }

    /**
     * Vectors from a file, where one is given. A token that is a text to be signed gets no answer, although it is signed.
     *
     * @return a test for each vector
     * @throws IOException if the file cannot be read
     */
    @TestFactory
    Stream<DynamicTest> everyVectorGetsItsVerdict() throws IOException {
        return SignatureVector.tests("zoom", vector -> {
            Verdict verdict =
                    Verdict.of(Zoom.provider(vector.secrets()), vector.request().build(), vector.now());
            vector.check(verdict, Map.of());
            if (vector.id().equals("zoom-oracle-signed")) {
                assertThat(verdict.reason()).isEqualTo(Reason.EVENT_MALFORMED);
                assertThat(verdict.status()).isEqualTo(400);
                assertThat(verdict.text()).isEmpty();
            }
        });
    }
}
