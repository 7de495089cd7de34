package io.github.webhook4j.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.Delivery;
import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.Inbox;
import io.github.webhook4j.OnEvent;
import io.github.webhook4j.RejectedException;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SettableClock;
import io.github.webhook4j.test.SignedRequest;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigurationTest {

    private static final String SPECIFICATION = "configuration";
    private static final String BEANS = "configuration with beans";
    private static final Instant LONG_AGO = Instant.parse("2020-02-02T02:02:02Z");

    @Singleton
    @Requires(property = "specification", pattern = SPECIFICATION + ".*")
    static class Audit {

        private final Received received;

        Audit(Received received) {
            this.received = received;
        }

        @OnEvent("*")
        void any(WebhookEvent event) {
            received.add(event.endpoint() + " " + event.provider() + " " + event.type());
        }
    }

    @Factory
    @Requires(property = "specification", value = BEANS)
    static class Beans {

        @Singleton
        @Named("stripe")
        Secrets secrets() {
            return Secrets.of("from a bean");
        }

        @Singleton
        Clock clock() {
            return SettableClock.at(LONG_AGO);
        }

        @Singleton
        Inbox inbox(Received received) {
            Inbox inbox = Inbox.inMemory();
            return new Inbox() {
                @Override
                public Claim claim(WebhookEvent event) {
                    received.add("claimed");
                    return inbox.claim(event);
                }

                @Override
                public void complete(Claim claim) {
                    inbox.complete(claim);
                }

                @Override
                public void release(Claim claim) {
                    inbox.release(claim);
                }
            };
        }

        @Singleton
        EndpointListener listener(Received received) {
            return new EndpointListener() {
                @Override
                public void answered(Delivery delivery) {
                    RejectedException rejection = delivery.rejection();
                    if (rejection != null) {
                        received.add("rejected " + rejection.reason());
                    }
                }
            };
        }
    }

    private static SignedRequest.Builder invoice(String secret) {
        return SignedRequest.of(stripe(secret)).event("invoice.paid");
    }

    private static WebhookProvider stripe(String secret) {
        return Stripe.provider(Secrets.of(secret));
    }

    @Test
    void anEndpointIsMountedByItsNameAndForTheProviderOfThatName() throws Exception {
        try (Server server = Server.start(SPECIFICATION, Map.of("webhook4j.endpoints.stripe.secrets", List.of("a")))) {
            assertThat(server.post("/webhooks/stripe", invoice("a"))).isEqualTo(200);
            assertThat(server.post("/webhooks/stripe", invoice("b"))).isEqualTo(401);
            assertThat(server.bean(Received.class).all()).containsExactly("stripe stripe invoice.paid");
        }
    }

    @Test
    void twoEndpointsOfOneProviderHaveTheirOwnPathsAndSecrets() throws Exception {
        Map<String, Object> properties = Map.of(
                "webhook4j.endpoints.stripe.secrets",
                List.of("a"),
                "webhook4j.endpoints.stripe-connect.provider",
                "stripe",
                "webhook4j.endpoints.stripe-connect.path",
                "/hooks/connect",
                "webhook4j.endpoints.stripe-connect.secrets",
                List.of("new", "with, comma"));
        try (Server server = Server.start(SPECIFICATION, properties)) {
            assertThat(server.post("/webhooks/stripe", invoice("a"))).isEqualTo(200);
            assertThat(server.post("/webhooks/stripe", invoice("new"))).isEqualTo(401);
            assertThat(server.post("/hooks/connect", invoice("new"))).isEqualTo(200);
            assertThat(server.post("/hooks/connect", invoice("with, comma"))).isEqualTo(200);
            assertThat(server.post("/hooks/connect", invoice("a"))).isEqualTo(401);
            assertThat(server.bean(Received.class).all())
                    .containsExactly(
                            "stripe stripe invoice.paid",
                            "stripe-connect stripe invoice.paid",
                            "stripe-connect stripe invoice.paid");
        }
    }

    @Test
    void optionsReachTheProvider() throws Exception {
        Map<String, Object> properties = Map.of(
                "webhook4j.endpoints.stripe.secrets",
                List.of("a"),
                "webhook4j.endpoints.stripe.options.tolerance",
                "PT2H",
                "webhook4j.endpoints.github.secrets",
                List.of("a"),
                "webhook4j.endpoints.github.options.accept-sha1",
                "true");
        try (Server server = Server.start(SPECIFICATION, properties)) {
            assertThat(server.post("/webhooks/stripe", invoice("a").stale())).isEqualTo(200);
        }
    }

    @Test
    void theSizeOfBodiesIsReadWithItsUnit() throws Exception {
        Map<String, Object> properties = Map.of(
                "webhook4j.endpoints.github.secrets", List.of("a"), "webhook4j.endpoints.github.max-body-size", "1KB");
        try (Server server = Server.start(SPECIFICATION, properties)) {
            SignedRequest.Builder push =
                    SignedRequest.of(GitHub.provider(Secrets.of("a"))).event("push");
            assertThat(server.post("/webhooks/github", push.body(padded(1024)))).isEqualTo(200);
            assertThat(server.post("/webhooks/github", push.body(padded(1025)))).isEqualTo(413);
        }
    }

    private static byte[] padded(int size) {
        return ("{}" + " ".repeat(size - 2)).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Test
    void aContextPathStandsInFront() throws Exception {
        Map<String, Object> properties =
                Map.of("micronaut.server.context-path", "/app", "webhook4j.endpoints.stripe.secrets", List.of("a"));
        try (Server server = Server.start(SPECIFICATION, properties)) {
            assertThat(server.post("/app/webhooks/stripe", invoice("a"))).isEqualTo(200);
        }
    }

    @Test
    void beansReplaceSecretsAndClockAndInboxAndAddListeners() throws Exception {
        Map<String, Object> properties = Map.of("webhook4j.endpoints.stripe.secrets", List.of("from a property"));
        try (Server server = Server.start(BEANS, properties)) {
            SignedRequest.Builder then = invoice("from a bean").clock(SettableClock.at(LONG_AGO));
            assertThat(server.post("/webhooks/stripe", then)).isEqualTo(200);
            assertThat(server.post(
                            "/webhooks/stripe", invoice("from a property").clock(SettableClock.at(LONG_AGO))))
                    .isEqualTo(401);
            assertThat(server.bean(Received.class).all())
                    .containsExactly("claimed", "stripe stripe invoice.paid", "rejected SIGNATURE_MISMATCH");
        }
    }
}
