package io.github.webhook4j.shopify;

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

class ShopifySignatureTest {

    private static final String SECRET = "own shopify secret";
    private static final String BODY = "{\"id\":820982911946154508,\"title\":\"Caf\u00e9 \u6771\u4eac\"}";
    // printf '%s' "$body" | openssl dgst -sha256 -hmac "$secret" -binary | base64
    private static final String HMAC = "Asb459f8saB/9kfb9vSY3gSFvpXnJnsrvJ6fhpKzKXU=";

    /** Where the vectors give another reason: the form comes first, and headers that are not signed come last. */
    private static final Map<String, Reason> OUR_REASONS = Map.of(
            "shopify-urlsafe", Reason.SIGNATURE_MALFORMED,
            "shopify-nopad", Reason.SIGNATURE_MALFORMED,
            "shopify-space", Reason.SIGNATURE_MALFORMED,
            "shopify-no-topic", Reason.EVENT_MALFORMED,
            "shopify-no-webhook-id", Reason.EVENT_MALFORMED,
            "shopify-events-no-eventid", Reason.EVENT_MALFORMED,
            "shopify-empty-body", Reason.EVENT_MALFORMED);

    private static Verdict verdict(Secrets secrets, String hmac, String body) {
        WebhookRequest request = WebhookRequest.builder("POST", "/")
                .header("X-Shopify-Hmac-Sha256", hmac)
                .header("X-Shopify-Topic", "products/update")
                .header("X-Shopify-Webhook-Id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .build();
        return Verdict.of(Shopify.provider(secrets), request, Instant.EPOCH);
    }

    @Test
    void aSignatureMadeByOpensslIsAccepted() {
        assertThat(verdict(Secrets.of(SECRET), HMAC, BODY).events())
                .hasSize(1)
                .first()
                .satisfies(event -> {
                    assertThat(event.type()).isEqualTo("products/update");
                    assertThat(event.json().path("id").asLong()).isEqualTo(820982911946154508L);
                });
    }

    @Test
    void whileASecretIsRotatedTheOneThatMatchedIsReported() {
        assertThat(verdict(Secrets.of("the new secret", SECRET), HMAC, BODY).events())
                .extracting(WebhookEvent::secretIndex)
                .containsExactly(1);
    }

    @Test
    void aWrongHmacIsAnsweredWith401AsShopifysReviewDemands() {
        Verdict verdict = verdict(Secrets.of(SECRET), HMAC, BODY + " ");
        assertThat(verdict.status()).isEqualTo(401);
        assertThat(verdict.text()).isEmpty();
        assertThat(verdict.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    /**
     * Vectors from a file, where one is given.
     *
     * @return a test for each vector
     * @throws IOException if the file cannot be read
     */
    @TestFactory
    Stream<DynamicTest> everyVectorGetsItsVerdict() throws IOException {
        return SignatureVector.tests(
                "shopify",
                vector -> vector.check(
                        Verdict.of(
                                Shopify.provider(vector.secrets()),
                                vector.request().build(),
                                vector.now()),
                        OUR_REASONS));
    }
}
