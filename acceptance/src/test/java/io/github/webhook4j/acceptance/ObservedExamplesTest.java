package io.github.webhook4j.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What those see who run an example. */
class ObservedExamplesTest {

    private static final int INVENTED = 2_000;

    /** The frameworks' own places for the same pages. */
    enum Example {
        SPRING_BOOT("spring-boot", "/actuator", "/components"),
        MICRONAUT("micronaut", "", "/details");

        private final String name;
        private final String pages;
        private final String parts;

        Example(String name, String pages, String parts) {
            this.name = name;
            this.pages = pages;
            this.parts = parts;
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private int deliver(ExampleApp app, SignedRequest.Builder request) throws IOException, InterruptedException {
        return send(request.build().toHttp(app.webhooks("stripe"))).statusCode();
    }

    private HttpResponse<String> get(ExampleApp app, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(app.page(path)).build());
    }

    private String page(ExampleApp app, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(app, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode json(ExampleApp app, String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(page(app, path));
    }

    private static SignedRequest.Builder event(String type, String id) {
        return SignedRequest.of(Senders.STRIPE).event(type).id(id);
    }

    @ParameterizedTest
    @EnumSource
    void whatCameInIsSeenInMetricsAndHealthAndAmongTheEndpoints(Example example) throws Exception {
        try (ExampleApp app = ExampleApp.start(example.name)) {
            assertThat(deliver(app, event("invoice.paid", "evt_1"))).isEqualTo(200);
            assertThat(deliver(app, event("invoice.paid", "evt_1"))).isEqualTo(200);
            assertThat(deliver(app, event("invoice.paid", "evt_2").tampered())).isEqualTo(401);

            assertThat(page(app, example.pages + "/prometheus"))
                    .containsPattern(delivery("handled", "none", "invoice"))
                    .containsPattern(delivery("duplicate", "none", "invoice"))
                    .containsPattern(delivery("rejected", "signature_mismatch", "none"))
                    .containsPattern("webhook_handler_seconds_count\\{[^}]*handler=\"Audit\\.any\\(WebhookEvent\\)\"");
            JsonNode health = json(app, example.pages + "/health").at(example.parts + "/webhooks");
            assertThat(health.path("status").asText()).isEqualTo("UP");
            assertThat(health.at("/details/stripe/lastAccepted").asText()).startsWith("20");
            assertThat(health.at("/details/stripe/lastRejected").asText()).startsWith("20");
            JsonNode overview = json(app, example.pages + "/webhooks");
            assertThat(overview.at("/endpoints").findValuesAsText("path"))
                    .hasSize(6)
                    .contains("/webhooks/stripe", "/webhooks/standard");
            assertThat(overview.at("/deliveries").findValuesAsText("id")).containsExactly("evt_1", "evt_1");
            assertThat(overview.toString()).contains("\"signature_mismatch\":1").doesNotContain("evt_2");
        }
    }

    private static String delivery(String outcome, String reason, String type) {
        return "webhook_delivery_seconds_count\\{[^}]*endpoint=\"stripe\"[^}]*outcome=\"" + outcome + "\"[^}]*reason=\""
                + reason + "\"[^}]*type=\"" + type + "\"[^}]*} 1";
    }

    @ParameterizedTest
    @EnumSource
    void theInboxIsInTheHealthButNotAmongThePages(
            Example example, @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        Map<String, String> variables = Map.of(
                "WEBHOOK_INBOX",
                "jdbc",
                "WEBHOOK_INBOX_FILE",
                folder.resolve("inbox").toString());
        try (ExampleApp app = ExampleApp.start(example.name, variables)) {
            assertThat(deliver(app, event("invoice.paid", "evt_1"))).isEqualTo(200);
            app.line("handled");
            JsonNode health = json(app, example.pages + "/health").at(example.parts + "/webhookInbox");
            assertThat(health.path("status").asText()).isEqualTo("UP");
            assertThat(health.at("/details/due").asInt(-1)).isZero();
            assertThat(get(app, example.pages + "/webhookinbox").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whoIsOnNoListIsRefusedAndSeenSo() throws Exception {
        try (ExampleApp app = ExampleApp.start("spring-boot", Map.of("WEBHOOK_INBOX", "memory,guarded"))) {
            assertThat(deliver(app, event("invoice.paid", "evt_1"))).isEqualTo(403);
            assertThat(page(app, "/actuator/prometheus"))
                    .containsPattern(delivery("rejected", "address_not_allowed", "none"));
        }
    }

    @Test
    void inventedTypesMakeNoNewSeries() throws Exception {
        try (ExampleApp app = ExampleApp.start("spring-boot")) {
            deliverInvented(app, 0, 10);
            Set<String> few = series(app);
            assertThat(few).isNotEmpty();
            deliverInvented(app, 10, INVENTED);
            assertThat(series(app)).isEqualTo(few);
        }
    }

    private void deliverInvented(ExampleApp app, int from, int until) throws IOException, InterruptedException {
        for (int i = from; i < until; i++) {
            String type = i % 2 == 0 ? "invented_" + i + ".paid" : "invoice.invented_" + i;
            assertThat(deliver(app, event(type, "evt_" + i))).isEqualTo(200);
        }
    }

    private Set<String> series(ExampleApp app) throws IOException, InterruptedException {
        return page(app, "/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("webhook_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toSet());
    }
}
