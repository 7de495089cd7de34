package io.github.webhook4j.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.OnEvent;
import io.github.webhook4j.Rate;
import io.github.webhook4j.RateLimiter;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SignedRequest;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, proxies and rates, as properties say. */
class GuardTest {

    private static final String SPECIFICATION = "guard";
    private static final String SECRET = "a secret of the tests";
    private static final String STRIPE = "webhook4j.endpoints.stripe.secrets=" + SECRET;
    private static final String GITHUB = "webhook4j.endpoints.github.secrets=" + SECRET;
    private static final String ADDRESSES = "webhook4j.endpoints.stripe.addresses=192.0.2.0/24,2001:db8::/32";
    private static final String OURS = "192.0.2.7";
    private static final String OTHER = "198.51.100.7";

    @Singleton
    @Requires(property = "specification", pattern = SPECIFICATION + ".*")
    static class Audit {

        @OnEvent("*")
        void any(WebhookEvent event) {}
    }

    /** Has nothing left, for anybody. */
    @Singleton
    @Requires(property = "specification", value = SPECIFICATION + " with a bean")
    static class Empty implements RateLimiter {

        @Override
        public Duration take(String key, Rate rate) {
            return peek(key, rate);
        }

        @Override
        public Duration peek(String key, Rate rate) {
            return Duration.ofSeconds(rate.times());
        }
    }

    private static Server start(String... properties) {
        return Server.start(SPECIFICATION, map(properties));
    }

    private static Map<String, Object> map(String... properties) {
        return Stream.of(properties)
                .map(property -> property.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static AbstractThrowableAssert<?, ?> starting(String... properties) {
        return assertThatThrownBy(() -> start(properties).close());
    }

    private static SignedRequest.Builder genuine() {
        return SignedRequest.of(Stripe.provider(Secrets.of(SECRET))).event("invoice.paid");
    }

    private static int status(Server server, SignedRequest.Builder request) throws Exception {
        return server.post("/webhooks/stripe", request);
    }

    private static SignedRequest.Builder forwarded(String header, String value) {
        return genuine().header(header, value);
    }

    @Test
    void whoForgesTooOftenIsToldToWait() throws Exception {
        try (Server server = start(STRIPE, "webhook4j.guard.failures-per-address=2/m")) {
            assertThat(status(server, genuine())).isEqualTo(200);
            assertThat(status(server, genuine().tampered())).isEqualTo(401);
            assertThat(status(server, genuine().unsigned())).isEqualTo(401);
            HttpResponse<byte[]> answer = server.send(genuine().build().toHttp(server.uri("/webhooks/stripe")));
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 30L);
        }
    }

    @Test
    void eachRateIsItsOwnProperty() throws Exception {
        try (Server server = start(STRIPE, "webhook4j.guard.rate=1/h")) {
            assertThat(status(server, genuine().tampered())).isEqualTo(401);
            assertThat(status(server, genuine())).isEqualTo(200);
            assertThat(status(server, genuine())).isEqualTo(429);
        }
        try (Server server = start(STRIPE, "webhook4j.guard.rate-per-address=1/h")) {
            assertThat(status(server, genuine().tampered())).isEqualTo(401);
            assertThat(status(server, genuine())).isEqualTo(429);
        }
    }

    @Test
    void whoseAddressIsNotNamedIsRefused() throws Exception {
        try (Server server = start(STRIPE, ADDRESSES)) {
            assertThat(status(server, genuine())).isEqualTo(403);
            assertThat(status(server, forwarded("X-Forwarded-For", OURS))).isEqualTo(403);
        }
    }

    @Test
    void trustedProxiesAreBelieved() throws Exception {
        try (Server server = start(STRIPE, ADDRESSES, "webhook4j.guard.trusted-proxies=127.0.0.0/8")) {
            assertThat(status(server, forwarded("X-Forwarded-For", OURS))).isEqualTo(200);
            assertThat(status(server, forwarded("X-Forwarded-For", OURS + ", " + OTHER)))
                    .isEqualTo(403);
            assertThat(status(server, forwarded("Forwarded", "for=" + OURS))).isEqualTo(403);
        }
    }

    @Test
    void proxiesMayWriteTheOtherHeader() throws Exception {
        try (Server server = start(
                STRIPE,
                ADDRESSES,
                "webhook4j.guard.trusted-proxies=127.0.0.0/8",
                "webhook4j.guard.proxy-header=forwarded")) {
            assertThat(status(server, forwarded("Forwarded", "for=" + OURS))).isEqualTo(200);
            assertThat(status(server, forwarded("X-Forwarded-For", OURS))).isEqualTo(403);
        }
    }

    @Test
    void aBeanCountsInsteadOfMemory() throws Exception {
        Map<String, Object> properties = map(STRIPE, "webhook4j.guard.rate=7/s");
        try (Server server = Server.start(SPECIFICATION + " with a bean", properties)) {
            HttpResponse<byte[]> answer = server.send(genuine().build().toHttp(server.uri("/webhooks/stripe")));
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        }
    }

    @Test
    void aPublishedListThatIsPartOfTheJarIsKnownFromTheStart() throws Exception {
        try (Server server = start(STRIPE, "webhook4j.endpoints.stripe.addresses=published")) {
            assertThat(status(server, genuine())).isEqualTo(403);
        }
    }

    @Test
    void aPublishedListThatHasToBeLoadedNeedsAWordForTheTimeBefore() {
        starting(GITHUB, "webhook4j.endpoints.github.addresses=published")
                .hasMessageContaining("webhook4j.endpoints.github: ")
                .hasMessageContaining("webhook4j.guard.addresses-unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook4j.guard.rate=many",
                "webhook4j.guard.rate-per-address=1/minute",
                "webhook4j.guard.failures-per-address=0/s",
                "webhook4j.guard.trusted-proxies=proxy.example.com",
                "webhook4j.guard.proxy-header=x-real-ip",
                "webhook4j.guard.addresses-unknown=perhaps",
                "webhook4j.endpoints.stripe.addresses=192.0.2.1/24"
            })
    void whatCannotBeReadFailsTheStartWithItsName(String property) {
        starting(STRIPE, property).hasMessageContaining(property.substring(0, property.indexOf('=')));
    }
}
