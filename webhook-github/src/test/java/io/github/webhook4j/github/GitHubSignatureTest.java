package io.github.webhook4j.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.test.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GitHubSignatureTest {

    private static final Secrets SECRET = Secrets.of("own github secret");
    private static final String JSON = "{\"action\":\"opened\",\"n\":\"\u6771\u4eac\"}";
    // printf '%s' "$body" | openssl dgst -sha256 -hmac "$secret"
    private static final String SHA256 = "sha256=a2f8b595cc80d69cd69e49bfa8bef500438eb7e3dcad758b56d7f088b83e2b8d";
    private static final String SHA1 = "sha1=4c4941af53c0c9949e4c3d9a9db9166f9c57e2cc";
    private static final String FORM = "payload=%7b%22action%22:%22opened%22%7D";
    private static final String FORM_SHA256 = "sha256=3ca2a50de262088b831f0325286dd0bc9c41133a9d6a84e0df74e9e156ad88fd";

    private static Verdict verdict(WebhookProvider provider, Map<String, String> headers, String body) {
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/")
                .header("X-GitHub-Event", "issues")
                .header("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958")
                .body(body.getBytes(StandardCharsets.UTF_8));
        headers.forEach(request::header);
        return Verdict.of(provider, request.build(), Instant.now());
    }

    private static int status(WebhookProvider provider, Map<String, String> headers, String body) {
        return verdict(provider, headers, body).status();
    }

    @Test
    void aSignatureMadeByOpensslIsAccepted() {
        assertThat(status(GitHub.provider(SECRET), Map.of("X-Hub-Signature-256", SHA256), JSON))
                .isEqualTo(200);
    }

    @Test
    void aFormIsVerifiedAsItWasSentAndReadAsJson() {
        Map<String, String> headers =
                Map.of("X-Hub-Signature-256", FORM_SHA256, "Content-Type", "application/x-www-form-urlencoded");
        Verdict verdict = verdict(GitHub.provider(SECRET), headers, FORM);
        assertThat(verdict.status()).isEqualTo(200);
        assertThat(verdict.events()).hasSize(1).first().satisfies(event -> {
            assertThat(event.type()).isEqualTo("issues.opened");
            assertThat(event.body()).asString(StandardCharsets.UTF_8).isEqualTo(FORM);
            assertThat(event.json().path("action").asText()).isEqualTo("opened");
        });
    }

    @Test
    void aSha1SignatureAloneIsRefusedUnlessSwitchedOnByName() {
        Map<String, String> headers = Map.of("X-Hub-Signature", SHA1);
        assertThat(status(GitHub.provider(SECRET), headers, JSON)).isEqualTo(401);
        assertThat(status(GitHub.providerAcceptingSha1(SECRET), headers, JSON)).isEqualTo(200);
        assertThat(status(WebhookProvider.named("github", SECRET, Map.of("accept-sha1", "true")), headers, JSON))
                .isEqualTo(200);
        assertThat(status(WebhookProvider.named("github", SECRET, Map.of()), headers, JSON))
                .isEqualTo(401);
    }

    @Test
    void aSha1SignatureNeverStandsInForAWrongSha256Signature() {
        Map<String, String> headers =
                Map.of("X-Hub-Signature", SHA1, "X-Hub-Signature-256", "sha256=" + "0".repeat(64));
        assertThat(status(GitHub.providerAcceptingSha1(SECRET), headers, JSON)).isEqualTo(401);
    }

    @Test
    void anOptionThatGitHubHasNotIsRefusedByName() {
        assertThatThrownBy(() -> WebhookProvider.named("github", SECRET, Map.of("accept-sha", "true")))
                .hasMessageContaining("Did you mean \"accept-sha1\"?");
        assertThatThrownBy(() -> WebhookProvider.named("github", SECRET, Map.of("accept-sha1", "yes")))
                .hasMessageContaining("write true or false");
        assertThatThrownBy(() -> WebhookProvider.named("gitub", SECRET, Map.of()))
                .hasMessageContaining("Did you mean \"github\"?");
    }

    /**
     * Vectors from a file, where one is given. One of them is a real delivery whose body is in another file, not always there.
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
                .readTree(Path.of(data, "github", "signature-vectors.json").toFile());
        return StreamSupport.stream(vectors.spliterator(), false)
                .filter(vector -> vector.has("body"))
                .map(vector -> DynamicTest.dynamicTest(vector.path("name").asText(), () -> check(vector)));
    }

    private void check(JsonNode vector) {
        String secret = vector.path("secret").asText();
        if (secret.isEmpty()) {
            assertThatThrownBy(() -> Secrets.of(secret)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        Map<String, String> headers = vector.hasNonNull("value")
                ? Map.of(
                        "Content-Type",
                        vector.path("content_type").asText(),
                        vector.path("header").asText(),
                        vector.path("value").asText())
                : Map.of();
        boolean sha1 = vector.path("header").asText().equals("X-Hub-Signature");
        boolean valid = vector.path("expect").asText().equals("valid");
        String body = vector.path("body").asText();

        // "Hello, World!" is no JSON: what is signed but no event gets 400
        int accepted = body.startsWith("Hello") ? 400 : 200;
        assertThat(status(GitHub.providerAcceptingSha1(Secrets.of(secret)), headers, body))
                .isEqualTo(valid ? accepted : 401);
        assertThat(status(GitHub.provider(Secrets.of(secret)), headers, body))
                .isEqualTo(valid && !sha1 ? accepted : 401);
    }
}
