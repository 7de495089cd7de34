package io.github.webhook4j.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.acceptance.Deliveries.Delivery;
import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {

    private static final int HUGE = 40 * 1024 * 1024;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> send(ExampleApp app, Delivery delivery) throws IOException, InterruptedException {
        return send(delivery.request().toHttp(app.webhooks(delivery.provider())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "spring-boot", "micronaut"})
    void everyPayloadIsAcknowledgedAndReachesTheAuditHandlerOnce(String example) throws Exception {
        List<String> expected = new ArrayList<>();
        try (ExampleApp app = ExampleApp.start(example)) {
            for (Delivery delivery : Deliveries.all()) {
                assertThat(send(app, delivery).statusCode()).as(delivery.what()).isEqualTo(200);
                assertThat(send(app, delivery).statusCode())
                        .as(delivery.what() + " again")
                        .isEqualTo(200);
                assertThat(app.line("handled")).isEqualTo(delivery.line());
                expected.add(delivery.line());
            }
            assertThat(app.stop())
                    .filteredOn(line -> line.startsWith("handled"))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "spring-boot", "micronaut"})
    void badInputGetsItsAnswerAndTheAppLivesOn(String example) throws Exception {
        try (ExampleApp app = ExampleApp.start(example)) {
            for (Map.Entry<String, byte[]> body : badBodies().entrySet()) {
                assertBare(app, SignedRequest.of(Senders.STRIPE).body(body.getValue()), "stripe", 400);
                assertBare(app, SignedRequest.of(Senders.GITHUB).body(body.getValue()), "github", 400);
            }
            assertBare(app, SignedRequest.of(Senders.STRIPE).body(new byte[HUGE]), "stripe", 413);
            assertBare(app, SignedRequest.of(Senders.GITHUB).body(new byte[HUGE]), "github", 413);
            assertBare(app, SignedRequest.of(Senders.STRIPE).tampered(), "stripe", 401);
            assertBare(app, SignedRequest.of(Senders.STRIPE).stale(), "stripe", 401);
            assertBare(app, SignedRequest.of(Senders.GITHUB).unsigned(), "github", 401);
            HttpResponse<byte[]> get =
                    send(HttpRequest.newBuilder(app.webhooks("stripe")).build());
            assertThat(get.statusCode()).isEqualTo(405);
            assertThat(get.headers().firstValue("Allow")).hasValue("POST");

            assertBare(
                    app, SignedRequest.of(Senders.STRIPE).event("invoice.paid").id("evt_last"), "stripe", 200);

            assertThat(app.stop())
                    .noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "))
                    .noneMatch(line -> ExampleApp.SECRETS.values().stream().anyMatch(line::contains))
                    .filteredOn(line -> line.startsWith("handled"))
                    .containsExactly("handled provider=stripe type=invoice.paid id=evt_last");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "spring-boot", "micronaut"})
    void aGitHubDeliveryOfNearlyTheSendersCapIsHandled(String example) throws Exception {
        int size = 24 * 1024 * 1024;
        byte[] body = ("{\"ref\":\"refs/heads/main\",\"commits\":[],\"padding\":\"" + "x".repeat(size) + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
        try (ExampleApp app = ExampleApp.start(example)) {
            SignedRequest.Builder request =
                    SignedRequest.of(Senders.GITHUB).event("push").id("big").body(body);
            assertBare(app, request, "github", 200);
            assertThat(app.line("handled")).isEqualTo("handled provider=github type=push id=big");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "spring-boot", "micronaut"})
    void sendersThatReadTheAnswerGetIt(String example) throws Exception {
        byte[] command = "command=%2Fecho&text=d%C3%A9j%C3%A0+vu&team_id=T1".getBytes(StandardCharsets.US_ASCII);
        byte[] challenge = "{\"type\":\"url_verification\",\"challenge\":\"abc\"}".getBytes(StandardCharsets.US_ASCII);
        byte[] validation = "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"abc\"}}"
                .getBytes(StandardCharsets.US_ASCII);
        try (ExampleApp app = ExampleApp.start(example)) {
            assertThat(answer(
                            app,
                            SignedRequest.of(Senders.SLACK)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .body(command)))
                    .isEqualTo("{\"response_type\":\"ephemeral\",\"text\":\"You said /echo d\u00e9j\u00e0 vu\"}");
            assertThat(app.line("handled")).startsWith("handled provider=slack type=slash_command id=");
            assertThat(answer(app, SignedRequest.of(Senders.SLACK).body(challenge)))
                    .isEqualTo("abc");
            // printf abc | openssl dgst -sha256 -hmac 'secret of Zoom'
            assertThat(answer(app, SignedRequest.of(Senders.ZOOM).body(validation)))
                    .isEqualTo(
                            "{\"plainToken\":\"abc\",\"encryptedToken\":\"5f8dfd9029f7694900334a769a00e8074005e511bb013c2403710449d5dc5960\"}");
            assertBare(app, SignedRequest.of(Senders.SLACK).body(challenge).unsigned(), "slack", 401);
            assertBare(app, SignedRequest.of(Senders.ZOOM).body(validation).wrongSecret(), "zoom", 401);
        }
    }

    private String answer(ExampleApp app, SignedRequest.Builder request) throws IOException, InterruptedException {
        SignedRequest signed = request.build();
        String provider = signed.headers().containsKey("X-Slack-Signature") ? "slack" : "zoom";
        HttpResponse<byte[]> response = send(signed.toHttp(app.webhooks(provider)));
        assertThat(response.statusCode()).isEqualTo(200);
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private void assertBare(ExampleApp app, SignedRequest.Builder request, String provider, int status)
            throws IOException, InterruptedException {
        SignedRequest signed = request.build();
        HttpRequest.Builder http =
                HttpRequest.newBuilder(app.webhooks(provider)).POST(BodyPublishers.ofByteArray(signed.body()));
        signed.headers().forEach(http::header);
        HttpResponse<byte[]> response = send(http.build());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
    }

    private static Map<String, byte[]> badBodies() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("empty", new byte[0]);
        bodies.put("broken", "{\"id\":".getBytes(StandardCharsets.UTF_8));
        bodies.put("200,000 brackets", "[".repeat(200_000).getBytes(StandardCharsets.UTF_8));
        bodies.put("200,000 objects", "{\"a\":".repeat(200_000).getBytes(StandardCharsets.UTF_8));
        bodies.put("invalid UTF-8", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'});
        bodies.put("a bare string", "\"hello\"".getBytes(StandardCharsets.UTF_8));
        bodies.put(
                "a number of 100,000 digits",
                ("{\"id\":\"1\",\"n\":" + "9".repeat(100_000) + "}").getBytes(StandardCharsets.UTF_8));
        return bodies;
    }
}
