package io.github.webhook4j.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class StandardSignatureTest {

    private static final String BODY = "{\"type\":\"invoice.paid\",\"timestamp\":\"2026-01-01T00:00:00Z\","
            + "\"data\":{\"id\":\"in_1\",\"city\":\"\u6771\u4eac\"}}";

    private static final String SECRET = "whsec_b3duIHN0YW5kYXJkIHNlY3JldCwgMzIgYnl0ZXMuLiE=";
    // printf 'msg_own.1767225600.%s' "$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:"$key" -binary | base64
    private static final String V1 = "v1,i+7hPNvuaWcKQNlUbK3RlU/tJu7xpBqqp8ijBMRoDao=";
    private static final String RAW_V1 = "v1,Gl4EczKY3HQ3v+PHEkDdiZsFNHKpa1ecYxqqD3nqwvc=";

    // openssl genpkey -algorithm ed25519 -out k.pem; openssl pkey -in k.pem -pubout -outform DER
    private static final String SPKI = "whpk_MCowBQYDK2VwAyEAM5/joDuw84OkO+M6lvOLofRvIvIfUVGureKDjtDqPTg=";
    private static final String PUBLIC = "whpk_M5/joDuw84OkO+M6lvOLofRvIvIfUVGureKDjtDqPTg=";
    // printf 'msg_own.1767225600.%s' "$body" >m; openssl pkeyutl -sign -inkey k.pem -rawin -in m | base64
    private static final String V1A =
            "v1a,0gK2EM46Vk2SSPji62l2vVuEa6lCbZ1bp83ESi6pcfdFfvrijmvSGkw4PxCzjuIV3Qffsvd3Ax/0zq16gbjTBA==";

    /** The vectors give another reason where we refuse the form before its meaning. */
    private static final Map<String, Reason> OUR_REASONS = Map.of("std-nopad", Reason.SIGNATURE_MALFORMED);

    private static Verdict verdict(WebhookProvider standard, String signature) {
        WebhookRequest request = WebhookRequest.builder("POST", "/")
                .header("webhook-id", "msg_own")
                .header("webhook-timestamp", "1767225600")
                .header("webhook-signature", signature)
                .body(BODY.getBytes(StandardCharsets.UTF_8))
                .build();
        return Verdict.of(standard, request, Instant.ofEpochSecond(1767225600));
    }

    private static Verdict verdict(Secrets secrets, String signature) {
        return verdict(StandardWebhooks.provider(secrets), signature);
    }

    @Test
    void signaturesMadeByOpensslAreAccepted() {
        assertThat(verdict(Secrets.of(SECRET), V1).status()).isEqualTo(200);
        assertThat(verdict(Secrets.of(PUBLIC), V1A).status()).isEqualTo(200);
        assertThat(verdict(Secrets.of(SPKI), V1A).status()).isEqualTo(200);
    }

    @Test
    void secretsOfBothKindsTogetherTakeSignaturesOfEither() {
        Secrets both = Secrets.of(SECRET, PUBLIC);

        assertThat(verdict(both, V1).events())
                .extracting(WebhookEvent::secretIndex)
                .containsExactly(0);
        assertThat(verdict(both, V1A).events())
                .extracting(WebhookEvent::secretIndex)
                .containsExactly(1);
        assertThat(verdict(both, V1 + " " + V1A).status()).isEqualTo(200);
        assertThat(verdict(both, V1.replace("v1,i", "v1,j") + " " + V1A).status())
                .isEqualTo(200);
    }

    @Test
    void aSignatureOfAKindThatNoSecretIsForIsRefused() {
        assertThat(verdict(Secrets.of(SECRET), V1A).reason()).isEqualTo(Reason.SECRET_UNKNOWN);
        assertThat(verdict(Secrets.of(PUBLIC), V1).reason()).isEqualTo(Reason.SECRET_UNKNOWN);
        assertThat(verdict(Secrets.of(SECRET), V1A.replace("v1a", "v1")).reason())
                .isEqualTo(Reason.SIGNATURE_MALFORMED);
    }

    @Test
    void ofAListOneRightSignatureIsEnough() {
        String wrong = "v1," + "A".repeat(43) + "=";
        assertThat(verdict(Secrets.of(SECRET), wrong + " " + V1).status()).isEqualTo(200);
        assertThat(verdict(Secrets.of(SECRET), V1 + " " + wrong).status()).isEqualTo(200);
        assertThat(verdict(Secrets.of(SECRET), "v2,later " + V1).status()).isEqualTo(200);
        assertThat(verdict(Secrets.of(SECRET), wrong).reason()).isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void aListThatIsNotExactlyAListIsRefusedThoughARightSignatureIsInIt() {
        Stream.of(V1 + ",x", V1 + " x", V1 + " ,x", V1 + " v1,", V1 + " v1,AAAA", V1 + "=", V1 + " v1,\u00e9")
                .forEach(list -> assertThat(verdict(Secrets.of(SECRET), list).reason())
                        .as(list)
                        .isEqualTo(Reason.SIGNATURE_MALFORMED));
    }

    @Test
    void aSecretThatIsNotBase64IsUsedOnlyWhereThatIsSaid() {
        Secrets raw = Secrets.of("own raw secret!");

        assertThat(verdict(StandardWebhooks.providerWithRawSecrets(raw), RAW_V1).status())
                .isEqualTo(200);
        assertThat(verdict(WebhookProvider.named("standard", raw, Map.of("raw-secrets", "true")), RAW_V1)
                        .status())
                .isEqualTo(200);
        assertThatThrownBy(() -> StandardWebhooks.provider(raw)).hasMessageContaining("BASE64");
        assertThatThrownBy(() -> WebhookProvider.named("standard", raw, Map.of("raw-secrets", "yes")))
                .hasMessageContaining("write true or false");
    }

    /**
     * Vectors from a file, where one is given. A secret that is empty behind its prefix does not even build.
     *
     * @return a test for each vector
     * @throws IOException if the file cannot be read
     */
    @TestFactory
    Stream<DynamicTest> everyVectorGetsItsVerdict() throws IOException {
        return SignatureVector.tests("standard", vector -> {
            if (vector.json().path("reason").asText().equals("bad_secret")) {
                assertThatThrownBy(() -> StandardWebhooks.provider(vector.secrets()))
                        .isInstanceOf(IllegalArgumentException.class);
                return;
            }
            WebhookProvider standard = vector.json().path("needs").asText().equals("raw-secret mode")
                    ? StandardWebhooks.providerWithRawSecrets(vector.secrets())
                    : StandardWebhooks.provider(vector.secrets());
            vector.check(Verdict.of(standard, vector.request().build(), vector.now()), OUR_REASONS);
        });
    }
}
