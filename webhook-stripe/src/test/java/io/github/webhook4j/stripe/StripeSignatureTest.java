package io.github.webhook4j.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.test.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StripeSignatureTest {

    private static final String SECRET = "whsec_own_vector_secret";
    private static final long SIGNED_AT = 1767225600;
    private static final byte[] BODY =
            "{\"id\":\"evt_own\",\"type\":\"invoice.paid\",\"object\":\"event\"}".getBytes(StandardCharsets.UTF_8);
    // printf '1767225600.%s' "$body" | openssl dgst -sha256 -hmac "$secret"
    private static final String V1 = "ff44029bde1be24483d7652cb49e9eb9eaeb6344f24bc3144d87be371d48a285";

    /** Where we decide otherwise than Stripe's own libraries; docs/adr/0003 says why. */
    private static final Map<String, Boolean> OUR_CHOICES =
            Map.of("time-future-1h", false, "spaces-after-comma", true, "body-empty", true);

    private static boolean accepts(String header, byte[] body, long now) {
        return verdict(Stripe.provider(Secrets.of(SECRET)), header, body, now).isGenuine();
    }

    private static Verdict verdict(WebhookProvider stripe, @Nullable String header, byte[] body, long now) {
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body);
        if (header != null) {
            request.header("Stripe-Signature", header);
        }
        return Verdict.of(stripe, request.build(), Instant.ofEpochSecond(now));
    }

    @Test
    void aSignatureMadeByOpensslIsAccepted() {
        assertThat(accepts("t=1767225600,v1=" + V1, BODY, SIGNED_AT)).isTrue();
    }

    @Test
    void oneOfSeveralSignaturesIsEnough() {
        assertThat(accepts("t=1767225600,v1=" + "0".repeat(64) + ",v1=" + V1, BODY, SIGNED_AT))
                .isTrue();
        assertThat(accepts("t=1767225600,v1=" + V1 + ",v1=" + "0".repeat(64), BODY, SIGNED_AT))
                .isTrue();
    }

    @Test
    void blanksAfterCommasAreAccepted() {
        assertThat(accepts("t=1767225600, v1=" + V1 + ",  v0=00", BODY, SIGNED_AT))
                .isTrue();
    }

    @Test
    void otherSchemesAreIgnoredAndNeverEnough() {
        assertThat(accepts("t=1767225600,v0=00,v1=" + V1 + ",v2=x", BODY, SIGNED_AT))
                .isTrue();
        assertThat(accepts("t=1767225600,v0=" + V1, BODY, SIGNED_AT)).isFalse();
    }

    @Test
    void aTimeOutOfToleranceIsRefusedInBothDirections() {
        assertThat(accepts("t=1767225600,v1=" + V1, BODY, SIGNED_AT + 300)).isTrue();
        assertThat(accepts("t=1767225600,v1=" + V1, BODY, SIGNED_AT + 301)).isFalse();
        assertThat(accepts("t=1767225600,v1=" + V1, BODY, SIGNED_AT - 300)).isTrue();
        assertThat(accepts("t=1767225600,v1=" + V1, BODY, SIGNED_AT - 301)).isFalse();
    }

    /**
     * Vectors from a file, where one is given.
     *
     * @return a test for each vector
     * @throws IOException if the file cannot be read
     */
    @TestFactory
    Stream<DynamicTest> everyVectorGetsItsVerdict() throws IOException {
        String data = System.getProperty("webhook4j.data", "");
        if (data.isEmpty()) {
            return Stream.of();
        }
        JsonNode vectors = new ObjectMapper()
                .readTree(Path.of(data, "stripe", "signature-vectors.json").toFile())
                .path("vectors");
        return StreamSupport.stream(vectors.spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(vector.path("id").asText(), () -> check(vector)));
    }

    private void check(JsonNode vector) {
        boolean expected = OUR_CHOICES.getOrDefault(
                vector.path("id").asText(),
                vector.path("expected").path("valid").asBoolean());
        byte[] body = vector.hasNonNull("payload_base64")
                ? Base64.getDecoder().decode(vector.path("payload_base64").asText())
                : vector.path("payload_utf8").asText().getBytes(StandardCharsets.UTF_8);

        Verdict verdict = verdict(
                Stripe.provider(
                        Secrets.of(vector.path("secret").asText()),
                        Duration.ofSeconds(vector.path("tolerance").asLong())),
                vector.path("header").textValue(),
                body,
                vector.path("now").asLong());

        assertThat(verdict.isGenuine()).as("%s", verdict).isEqualTo(expected);
    }
}
