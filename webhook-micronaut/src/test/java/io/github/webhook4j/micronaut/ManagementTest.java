package io.github.webhook4j.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.OnEvent;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SignedRequest;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those see who run the application: management's pages and metrics, over HTTP. */
class ManagementTest {

    private static final String SPECIFICATION = "management";
    private static final String SECRET = "a secret of the tests";

    private static final Map<String, Object> CLOSED = Map.of(
            "webhook4j.endpoints.stripe.secrets", List.of(SECRET),
            "webhook4j.endpoints.github.secrets", List.of(SECRET));

    private static final Map<String, Object> OPEN = with(
            CLOSED,
            Map.of(
                    "endpoints.webhooks.sensitive", false,
                    "endpoints.health.details-visible", "ANONYMOUS",
                    "endpoints.prometheus.sensitive", false));

    @Singleton
    @Requires(property = "specification", value = SPECIFICATION)
    static class Audit {

        @OnEvent("*")
        void any(WebhookEvent event) {}
    }

    private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static SignedRequest.Builder invoice(String secret, String id) {
        return SignedRequest.of(Stripe.provider(Secrets.of(secret)))
                .event("invoice.paid")
                .id(id);
    }

    private static HttpResponse<byte[]> get(Server server, String path) throws IOException, InterruptedException {
        return server.send(HttpRequest.newBuilder(server.uri(path)).build());
    }

    private static String text(Server server, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(server, path);
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(body).isEqualTo(200);
        return body;
    }

    private static JsonNode json(Server server, String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(text(server, path));
    }

    @Test
    void theEndpointsAndWhatCameInAreShown() throws Exception {
        try (Server server = Server.start(SPECIFICATION, OPEN)) {
            server.post("/webhooks/stripe", invoice(SECRET, "evt_1"));
            server.post("/webhooks/stripe", invoice(SECRET, "evt_1"));
            server.post("/webhooks/stripe", invoice("another secret", "evt_2"));

            JsonNode overview = json(server, "/webhooks");
            assertThat(overview.at("/endpoints").findValuesAsText("name"))
                    .containsExactlyInAnyOrder("stripe", "github");
            boolean first = overview.at("/endpoints/0/name").asText().equals("stripe");
            JsonNode stripe = overview.at(first ? "/endpoints/0" : "/endpoints/1");
            assertThat(stripe.path("path").asText()).isEqualTo("/webhooks/stripe");
            assertThat(stripe.path("provider").asText()).isEqualTo("stripe");
            assertThat(stripe.path("handlers").toString()).contains("Audit.any(WebhookEvent)");
            assertThat(stripe.path("deliveries")).hasToString("{\"duplicate\":1,\"handled\":1,\"rejected\":1}");
            assertThat(stripe.path("rejections")).hasToString("{\"signature_mismatch\":1}");
            assertThat(overview.at("/deliveries").findValuesAsText("id")).containsExactly("evt_1", "evt_1");
            assertThat(overview.at("/deliveries/0/address").asText()).isEqualTo("127.0.0.1");
            assertThat(overview.at("/rejections")).hasSize(1);
            assertThat(overview.toString()).doesNotContain(SECRET, "v1=", "\"object\"");
        }
    }

    @Test
    void strangersSeeNothingOfThem() throws Exception {
        try (Server server = Server.start(SPECIFICATION, CLOSED)) {
            assertThat(get(server, "/webhooks").statusCode()).isEqualTo(401);
            assertThat(text(server, "/health")).doesNotContain("stripe");
        }
    }

    @Test
    void theEndpointCanBeSwitchedOff() throws Exception {
        Map<String, Object> off = with(OPEN, Map.of("endpoints.webhooks.enabled", false));
        try (Server server = Server.start(SPECIFICATION, off)) {
            assertThat(get(server, "/webhooks").statusCode()).isEqualTo(404);
            assertThat(server.post("/webhooks/stripe", invoice(SECRET, "evt_1")))
                    .isEqualTo(200);
        }
    }

    @Test
    void theHealthTellsWhenTheLastDeliveryCame() throws Exception {
        try (Server server = Server.start(SPECIFICATION, OPEN)) {
            server.post("/webhooks/stripe", invoice(SECRET, "evt_1"));
            JsonNode health = json(server, "/health").at("/details/webhooks");
            assertThat(health.path("status").asText()).isEqualTo("UP");
            assertThat(health.at("/details/stripe/lastAccepted").asText()).startsWith("20");
            assertThat(health.at("/details/github/path").asText()).isEqualTo("/webhooks/github");
        }
    }

    @Test
    void theInboxIsHealthyWhileItCanBeAsked(@TempDir Path folder) throws Exception {
        try (Server server = Payments.start(folder, attempt -> {}, OPEN)) {
            JsonNode health = json(server, "/health").at("/details/webhookInbox");
            assertThat(health.path("status").asText()).isEqualTo("UP");
            assertThat(health.at("/details/due").asInt(-1)).isZero();
        }
    }

    @Test
    void theInboxIsUnhealthyWhileItCannotBeAsked(@TempDir Path folder) throws Exception {
        try (Server server = Payments.start(folder, attempt -> {}, OPEN)) {
            server.bean(Payments.class).run("DROP TABLE webhook_event");
            HttpResponse<byte[]> answer = get(server, "/health");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(new ObjectMapper()
                            .readTree(answer.body())
                            .at("/details/webhookInbox/status")
                            .asText())
                    .isEqualTo("DOWN");
        }
    }

    @Test
    void deliveriesAndHandlersAreMetricsOfAPrometheusScrape() throws Exception {
        try (Server server = Server.start(SPECIFICATION, OPEN)) {
            server.post("/webhooks/stripe", invoice(SECRET, "evt_1"));
            server.post("/webhooks/stripe", invoice("another secret", "evt_2"));
            server.post(
                    "/webhooks/github",
                    SignedRequest.of(GitHub.provider(Secrets.of(SECRET))).event("push"));
            String scrape = text(server, "/prometheus");
            assertThat(scrape)
                    .containsPattern(
                            "webhook_delivery_seconds_count\\{.*outcome=\"handled\".*provider=\"stripe\".*type=\"invoice\".*} 1")
                    .containsPattern("webhook_delivery_seconds_count\\{.*reason=\"signature_mismatch\".*} 1")
                    .containsPattern("webhook_delivery_seconds_count\\{.*provider=\"github\".*type=\"push\".*} 1")
                    .containsPattern("webhook_handler_seconds_count\\{.*handler=\"Audit.any\\(WebhookEvent\\)\"");
            assertThat(scrape).doesNotContain("evt_1", SECRET);
        }
    }
}
