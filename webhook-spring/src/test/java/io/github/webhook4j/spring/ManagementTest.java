package io.github.webhook4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.ClassUtils;

/** What those see who run the application: the actuator's pages and metrics, over HTTP. */
class ManagementTest {

    private static final String[] OPEN = {
        "webhook4j.endpoints.stripe.secrets=" + Application.SECRET,
        "webhook4j.endpoints.github.secrets=" + Application.SECRET,
        "management.endpoints.web.exposure.include=webhooks,health,prometheus",
        "management.endpoint.health.show-details=always"
    };

    private static SignedRequest.Builder invoice(String secret, String id) {
        return SignedRequest.of(Stripe.provider(Secrets.of(secret)))
                .event("invoice.paid")
                .id(id);
    }

    private static JsonNode json(Application application, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(application, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static HttpResponse<String> get(Application application, String path)
            throws IOException, InterruptedException {
        return application.send(HttpRequest.newBuilder(application.uri(path)).build());
    }

    @Test
    void theEndpointsAndWhatCameInAreShown() throws Exception {
        try (Application application = Application.start(Received.class, OPEN)) {
            application.post("/webhooks/stripe", invoice(Application.SECRET, "evt_1"));
            application.post("/webhooks/stripe", invoice(Application.SECRET, "evt_1"));
            application.post("/webhooks/stripe", invoice("another secret", "evt_2"));

            JsonNode overview = json(application, "/actuator/webhooks");
            JsonNode stripe = overview.at("/endpoints/0");
            assertThat(stripe.path("name").asText()).isEqualTo("stripe");
            assertThat(stripe.path("path").asText()).isEqualTo("/webhooks/stripe");
            assertThat(stripe.path("provider").asText()).isEqualTo("stripe");
            assertThat(stripe.path("handlers")).isNotEmpty();
            assertThat(stripe.path("deliveries")).hasToString("{\"duplicate\":1,\"handled\":1,\"rejected\":1}");
            assertThat(stripe.path("rejections")).hasToString("{\"signature_mismatch\":1}");
            assertThat(overview.at("/endpoints/1/name").asText()).isEqualTo("github");
            assertThat(overview.at("/deliveries").findValuesAsText("id")).containsExactly("evt_1", "evt_1");
            assertThat(overview.at("/deliveries/0/address").asText()).isEqualTo("127.0.0.1");
            assertThat(overview.at("/rejections")).hasSize(1);
            assertThat(overview.toString()).doesNotContain(Application.SECRET, "v1=", "\"object\"");
        }
    }

    @Test
    void theHealthTellsWhenTheLastDeliveryCame() throws Exception {
        assumeTrue(
                ClassUtils.isPresent("org.springframework.boot.health.contributor.HealthIndicator", null),
                "Boot 3 has its health elsewhere");
        try (Application application = Application.start(Received.class, OPEN)) {
            application.post("/webhooks/stripe", invoice(Application.SECRET, "evt_1"));
            JsonNode health = json(application, "/actuator/health").at("/components/webhooks");
            assertThat(health.path("status").asText()).isEqualTo("UP");
            assertThat(health.at("/details/stripe/lastAccepted").asText()).startsWith("20");
            assertThat(health.at("/details/github/path").asText()).isEqualTo("/webhooks/github");
        }
    }

    @Test
    void theInboxIsHealthyWhileItCanBeAsked(@TempDir Path folder) throws Exception {
        assumeTrue(
                ClassUtils.isPresent("org.springframework.boot.health.contributor.HealthIndicator", null),
                "Boot 3 has its health elsewhere");
        try (Application application = Payments.start(folder, attempt -> {}, OPEN)) {
            JsonNode health = json(application, "/actuator/health").at("/components/webhookInbox");
            assertThat(health.path("status").asText()).isEqualTo("UP");
            assertThat(health.at("/details/due").asInt()).isZero();
        }
    }

    @Test
    void deliveriesAndHandlersAreMetricsOfAPrometheusScrape() throws Exception {
        try (Application application = Application.start(Received.class, OPEN)) {
            application.post("/webhooks/stripe", invoice(Application.SECRET, "evt_1"));
            application.post("/webhooks/stripe", invoice("another secret", "evt_2"));
            application.post(
                    "/webhooks/github",
                    SignedRequest.of(GitHub.provider(Secrets.of(Application.SECRET)))
                            .event("push"));
            String scrape = get(application, "/actuator/prometheus").body();
            assertThat(scrape)
                    .containsPattern(
                            "webhook_delivery_seconds_count\\{.*outcome=\"handled\".*provider=\"stripe\".*type=\"invoice\".*} 1")
                    .containsPattern("webhook_delivery_seconds_count\\{.*reason=\"signature_mismatch\".*} 1")
                    .containsPattern("webhook_delivery_seconds_count\\{.*provider=\"github\".*type=\"push\".*} 1")
                    .containsPattern("webhook_handler_seconds_count\\{.*handler=\"");
            assertThat(scrape).doesNotContain("evt_1", Application.SECRET);
        }
    }
}
