package io.github.webhook4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * A recorded request with the verdict that it has to get, read from a file of many:
 *
 * <pre>{@code
 * {"vectors": [{"id": "...", "secret": "..." or ["...", "..."], "headers": {"...": "..."}, "body": "..." or "body_base64": "...",
 *               "now": 1767225600, "expect": "accept" or "reject", "reason": "signature_mismatch",
 *               "handshake": {"status": 200, "content_type": "text/plain", "body": "..."}}]}
 * }</pre>
 *
 * <p>Immutable, thread-safe.
 *
 * @param json the whole vector, with whatever else it says
 */
public record SignatureVector(JsonNode json) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Map<String, Reason> REASONS = Map.of(
            "missing_header", Reason.SIGNATURE_MISSING,
            "malformed_signature", Reason.SIGNATURE_MALFORMED,
            "malformed_timestamp", Reason.SIGNATURE_MALFORMED,
            "signature_mismatch", Reason.SIGNATURE_MISMATCH,
            "no_supported_signature", Reason.SECRET_UNKNOWN,
            "timestamp_too_old", Reason.TIMESTAMP_STALE,
            "timestamp_too_new", Reason.TIMESTAMP_FUTURE);

    /**
     * A test for each vector of {@code <folder>/<provider>/signature-vectors.json}, where the system property {@code
     * webhook4j.data} names a folder; otherwise none.
     *
     * @param provider the provider's name
     * @param test the test
     * @return the tests
     * @throws IOException if the file cannot be read
     */
    public static Stream<DynamicTest> tests(String provider, ThrowingConsumer<SignatureVector> test)
            throws IOException {
        String folder = System.getProperty("webhook4j.data", "");
        if (folder.isEmpty()) {
            return Stream.empty();
        }
        JsonNode vectors = MAPPER.readTree(
                        Path.of(folder, provider, "signature-vectors.json").toFile())
                .path("vectors");
        return StreamSupport.stream(vectors.spliterator(), false)
                .map(SignatureVector::new)
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> test.accept(vector)));
    }

    /**
     * The vector's name.
     *
     * @return the name
     */
    public String id() {
        return json.path("id").asText();
    }

    /**
     * What the receiver verifies with.
     *
     * @return the secrets
     * @throws IllegalArgumentException if one is blank
     */
    public Secrets secrets() {
        JsonNode secret = json.path("secret");
        return Secrets.of(
                secret.isArray()
                        ? StreamSupport.stream(secret.spliterator(), false)
                                .map(JsonNode::asText)
                                .toList()
                        : List.of(secret.asText()));
    }

    /**
     * The body.
     *
     * @return the exact bytes
     */
    public byte[] body() {
        return json.hasNonNull("body_base64")
                ? Base64.getDecoder().decode(json.path("body_base64").asText())
                : json.path("body").asText().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The request, to which a test may add headers that the vector leaves out.
     *
     * @return a new builder
     */
    public WebhookRequest.Builder request() {
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body());
        json.path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return request;
    }

    /**
     * The receiver's time.
     *
     * @return the time
     */
    public Instant now() {
        return Instant.ofEpochSecond(json.path("now").asLong());
    }

    /**
     * Fails unless the verdict is the vector's: accepted, and answered as a handshake if it is one, or refused for its reason.
     *
     * @param verdict the verdict
     * @param reasons the reasons to refuse that are others than the vector's, by its name
     */
    public void check(Verdict verdict, Map<String, Reason> reasons) {
        if (json.path("expect").asText().equals("accept") && !reasons.containsKey(id())) {
            assertThat(verdict.isGenuine()).as("%s", verdict).isTrue();
            checkHandshake(verdict);
        } else {
            Reason expected =
                    reasons.getOrDefault(id(), REASONS.get(json.path("reason").asText()));
            assertThat(expected).as("a reason of ours for this vector").isNotNull();
            assertThat(verdict.reason()).as("%s", verdict).isEqualTo(expected);
            assertThat(verdict.text()).isEmpty();
        }
    }

    private void checkHandshake(Verdict verdict) {
        JsonNode handshake = json.path("handshake");
        if (handshake.isObject()) {
            assertThat(verdict.status()).isEqualTo(handshake.path("status").asInt());
            assertThat(verdict.text()).isEqualTo(handshake.path("body").asText());
            assertThat(verdict.answer().headers().getOrDefault("Content-Type", ""))
                    .startsWith(handshake.path("content_type").asText());
            assertThat(verdict.events()).isEmpty();
        }
    }
}
