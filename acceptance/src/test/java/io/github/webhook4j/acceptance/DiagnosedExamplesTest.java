package io.github.webhook4j.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees in an application's log who has made one of the usual mistakes, one at each endpoint. */
class DiagnosedExamplesTest {

    private static final String PRETTY = "{\n  \"id\": 1,\n  \"title\": \"A shirt\"\n}";
    private static final String MINIFIED = "{\"id\":1,\"title\":\"A shirt\"}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private void refused(URI uri, Map<String, String> headers, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }

    private void refused(URI uri, SignedRequest.Builder builder) throws IOException, InterruptedException {
        SignedRequest request = builder.build();
        refused(uri, request.headers(), request.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "spring-boot", "micronaut"})
    void theLogSaysWhichMistakeItWasAndWhatToDo(String example) throws Exception {
        String quoted = "\"" + ExampleApp.SECRETS.get("STRIPE_WEBHOOK_SECRET") + "\"";
        try (ExampleApp app = ExampleApp.start(
                example, Map.of("STRIPE_WEBHOOK_SECRET", quoted, "GITHUB_WEBHOOK_SECRET", "ghp_" + "a1B2".repeat(9)))) {
            refused(app.webhooks("stripe"), SignedRequest.of(Senders.STRIPE).event("invoice.paid"));
            assertSaid(app, "stripe refused a request, because of SECRET_ALTERED", "quotes");

            refused(app.webhooks("github"), SignedRequest.of(Senders.GITHUB).event("push"));
            assertSaid(app, "github refused a request, most likely because of SECRET_OF_OTHER_KIND", "token");

            refused(app.webhooks("slack"), SignedRequest.of(Senders.GITHUB).event("push"));
            assertSaid(app, "slack refused a request, most likely because of OTHER_PROVIDER", "github");

            SignedRequest pretty = SignedRequest.of(Senders.SHOPIFY)
                    .event("products/create")
                    .body(PRETTY.getBytes(StandardCharsets.UTF_8))
                    .build();
            refused(app.webhooks("shopify"), pretty.headers(), MINIFIED.getBytes(StandardCharsets.UTF_8));
            assertSaid(app, "shopify refused a request, because of BODY_REFORMATTED", "raw");

            refused(app.webhooks("zoom"), SignedRequest.of(Senders.ZOOM).future());
            assertSaid(app, "zoom refused a request, because of CLOCK", "clock");

            assertThat(app.stop())
                    .noneMatch(line -> line.contains(quoted) || line.contains("ghp_a1B2"))
                    .noneMatch(line -> ExampleApp.SECRETS.values().stream().anyMatch(line::contains));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring-boot"})
    void whatOnlyTheSenderCanDoIsSaidToo(String example) throws Exception {
        try (ExampleApp app =
                ExampleApp.start(example, Map.of("STRIPE_WEBHOOK_SECRET", "sk_test_" + "a1B2".repeat(6)))) {
            refused(app.webhooks("stripe"), SignedRequest.of(Senders.STRIPE).event("invoice.paid"));
            assertSaid(app, "stripe refused a request, most likely because of SECRET_OF_OTHER_KIND", "whsec_");

            SignedRequest push = SignedRequest.of(Senders.GITHUB).event("push").build();
            Map<String, String> headers = new java.util.TreeMap<>(push.headers());
            String sha256 = Objects.requireNonNull(headers.remove("X-Hub-Signature-256"));
            headers.put("X-Hub-Signature", "sha1=" + sha256.substring(7, 47));
            refused(app.webhooks("github"), headers, push.body());
            assertSaid(app, "github refused a request, most likely because of SIGNED_OTHERWISE", "accept-sha1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring-boot"})
    void anEventOfTestModeIsToldFromOneOfLiveMode(String example) throws Exception {
        try (ExampleApp app = ExampleApp.start(example, Map.of("STRIPE_WEBHOOK_SECRET", "whsec_of_live_mode_0123"))) {
            String body =
                    "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"invoice.paid\",\"livemode\":false,\"data\":{\"object\":{}}}";
            refused(
                    app.webhooks("stripe"),
                    SignedRequest.of(Senders.STRIPE).body(body.getBytes(StandardCharsets.UTF_8)));
            assertSaid(app, "stripe refused a request, most likely because of MODE", "test");
        }
    }

    private static void assertSaid(ExampleApp app, String start, String advice) throws InterruptedException {
        assertThat(app.lineWith("Endpoint " + start)).contains(advice);
    }
}
