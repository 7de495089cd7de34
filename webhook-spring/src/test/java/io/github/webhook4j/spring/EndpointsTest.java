package io.github.webhook4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.Delivery;
import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Inbox;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SettableClock;
import io.github.webhook4j.test.SignedRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints are what the properties say, and what beans say beside them. */
class EndpointsTest {

    private static final String STRIPE = "webhook4j.endpoints.stripe.secrets=" + Application.SECRET;

    private static SignedRequest.Builder stripe(String secret) {
        return SignedRequest.of(Stripe.provider(Secrets.of(secret))).event("invoice.paid");
    }

    private static SignedRequest.Builder stripe() {
        return stripe(Application.SECRET);
    }

    @Test
    void aSecretIsEnoughForAnEndpoint() throws Exception {
        try (Application application = Application.start(Received.class, STRIPE)) {
            assertThat(application
                            .post("/webhooks/stripe", stripe().id("evt_1"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(application.post("/webhooks/stripe", stripe("wrong")).statusCode())
                    .isEqualTo(401);
            assertThat(application.bean(Received.class).events())
                    .extracting(WebhookEvent::endpoint, WebhookEvent::id)
                    .containsExactly(tuple("stripe", "evt_1"));
        }
    }

    @Test
    void twoEndpointsOfOneProviderHaveTheirOwnPathsSecretsAndLimits() throws Exception {
        try (Application application = Application.start(
                Received.class,
                STRIPE,
                "webhook4j.endpoints.stripe-connect.provider=stripe",
                "webhook4j.endpoints.stripe-connect.path=/hooks/{tenant}/connect",
                "webhook4j.endpoints.stripe-connect.secrets=new,old",
                "webhook4j.endpoints.stripe-connect.max-body-size=2KB")) {
            String connect = "/hooks/ada/connect";
            assertThat(application.post(connect, stripe("new")).statusCode()).isEqualTo(200);
            assertThat(application.post(connect, stripe("old")).statusCode()).isEqualTo(200);
            assertThat(application.post(connect, stripe()).statusCode()).isEqualTo(401);
            assertThat(application
                            .post(connect, stripe("new").body(new byte[2049]))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(application.post("/webhooks/stripe", stripe("new")).statusCode())
                    .isEqualTo(401);
            assertThat(application
                            .post("/webhooks/stripe-connect", stripe("new"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(application.bean(Received.class).events())
                    .extracting(WebhookEvent::endpoint)
                    .containsExactly("stripe-connect", "stripe-connect");
        }
    }

    @Test
    void optionsReachTheProvider() throws Exception {
        try (Application application =
                Application.start(Received.class, STRIPE, "webhook4j.endpoints.stripe.options.tolerance=PT2H")) {
            assertThat(application.post("/webhooks/stripe", stripe().stale()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anEndpointIsMountedBelowTheContextPath() throws Exception {
        try (Application application = Application.start(Received.class, STRIPE, "server.servlet.context-path=/shop")) {
            assertThat(application.post("/shop/webhooks/stripe", stripe()).statusCode())
                    .isEqualTo(200);
            assertThat(application.post("/webhooks/stripe", stripe()).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void anEndpointIsMountedWhereBeansAreLazy() throws Exception {
        try (Application application =
                Application.start(Received.class, STRIPE, "spring.main.lazy-initialization=true")) {
            assertThat(application.post("/webhooks/stripe", stripe()).statusCode())
                    .isEqualTo(200);
            assertThat(application.bean(Received.class).events()).hasSize(1);
        }
    }

    @RestController
    static class Everything {
        @PostMapping("/**")
        String everything() {
            return "everything";
        }
    }

    @Test
    void aControllerForEverythingDoesNotTakeTheEndpointsRequests() throws Exception {
        try (Application application = Application.start(Everything.class, STRIPE)) {
            assertThat(application.post("/webhooks/stripe", stripe()).body()).isEmpty();
            assertThat(application.post("/other", stripe()).body()).isEqualTo("everything");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Received.class)
    static class SecretsByTenant {
        @Bean
        Secrets stripe() {
            Secrets ada = Secrets.of("ada's secret");
            return Secrets.perRequest(request -> request.uri().endsWith("tenant=ada") ? ada : null);
        }
    }

    @Test
    void aBeanOfSecretsWithTheEndpointsNameReplacesTheProperty() throws Exception {
        try (Application application = Application.start(SecretsByTenant.class, STRIPE)) {
            assertThat(application
                            .post("/webhooks/stripe?tenant=ada", stripe("ada's secret"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(application
                            .post("/webhooks/stripe?tenant=bob", stripe("ada's secret"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(application.post("/webhooks/stripe?tenant=ada", stripe()).statusCode())
                    .isEqualTo(401);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnEndpoints {

        private final Queue<String> handled = new ConcurrentLinkedQueue<>();

        private WebhookEndpoint endpoint(String name, WebhookProvider provider) {
            return WebhookEndpoint.builder(provider)
                    .name(name)
                    .on(EventType.of("*", JsonNode.class), (payload, event) -> handled.add(event.endpoint()))
                    .build();
        }

        @Bean
        WebhookEndpoint billing() {
            return endpoint("billing", Stripe.provider(Secrets.of(Application.SECRET)));
        }

        @Bean
        WebhookEndpoint reviews() {
            return endpoint("reviews", GitHub.provider(Secrets.of(Application.SECRET)));
        }
    }

    @Test
    void endpointsThatAreBeansAreMountedBesideThoseOfTheProperties() throws Exception {
        try (Application application = Application.start(OwnEndpoints.class, STRIPE)) {
            SignedRequest.Builder push = SignedRequest.of(GitHub.provider(Secrets.of(Application.SECRET)))
                    .event("push");
            assertThat(application.post("/webhooks/billing", stripe()).statusCode())
                    .isEqualTo(200);
            assertThat(application.post("/webhooks/reviews", push).statusCode()).isEqualTo(200);
            assertThat(application.post("/webhooks/stripe", stripe()).statusCode())
                    .isEqualTo(200);
            assertThat(application.bean(OwnEndpoints.class).handled).containsExactly("billing", "reviews");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Received.class)
    static class Collaborators {

        private final Queue<String> told = new ConcurrentLinkedQueue<>();
        private final SettableClock clock = SettableClock.at(Instant.parse("2030-01-01T00:00:00Z"));

        private EndpointListener listener(String name) {
            return new EndpointListener() {
                @Override
                public void answered(Delivery delivery) {
                    told.add(name + " " + delivery.response().status());
                }
            };
        }

        @Bean
        @Order(2)
        EndpointListener second() {
            return listener("second");
        }

        @Bean
        @Order(1)
        EndpointListener first() {
            return listener("first");
        }

        @Bean
        Clock clock() {
            return clock;
        }

        @Bean
        Inbox inbox() {
            return Inbox.inMemory(1, Duration.ofHours(1), Duration.ofMinutes(1), clock);
        }
    }

    @Test
    void inboxClockAndListenersAreBeansWhereThereAreSuchBeans() throws Exception {
        try (Application application = Application.start(Collaborators.class, STRIPE)) {
            Collaborators beans = application.bean(Collaborators.class);
            SignedRequest.Builder of2030 = stripe().clock(beans.clock).id("evt_1");

            assertThat(application.post("/webhooks/stripe", of2030).statusCode())
                    .isEqualTo(200);
            assertThat(application.post("/webhooks/stripe", of2030).statusCode())
                    .isEqualTo(200);
            assertThat(application.bean(Received.class).events()).hasSize(1);
            beans.clock.advance(Duration.ofHours(2));
            assertThat(application.post("/webhooks/stripe", of2030).statusCode())
                    .as("forgotten, by the bean's retention")
                    .isEqualTo(200);
            assertThat(application.bean(Received.class).events()).hasSize(2);

            assertThat(application.post("/webhooks/stripe", stripe()).statusCode())
                    .as("signed by today's clock")
                    .isEqualTo(401);
            assertThat(beans.told).startsWith("first 200", "second 200").endsWith("first 401", "second 401");
        }
    }
}
