package io.github.webhook4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.Rate;
import io.github.webhook4j.RateLimiter;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SignedRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, proxies and rates, as properties say. */
class GuardTest {

    private static final String STRIPE = "webhook4j.endpoints.stripe.secrets=" + Application.SECRET;
    private static final String GITHUB = "webhook4j.endpoints.github.secrets=" + Application.SECRET;
    private static final String ADDRESSES = "webhook4j.endpoints.stripe.addresses=192.0.2.0/24,2001:db8::/32";
    private static final String OURS = "192.0.2.7";
    private static final String OTHER = "198.51.100.7";

    /** Has nothing left, for anybody. */
    private static final class Empty implements RateLimiter {
        @Override
        public Duration take(String key, Rate rate) {
            return peek(key, rate);
        }

        @Override
        public Duration peek(String key, Rate rate) {
            return Duration.ofSeconds(rate.times());
        }
    }

    private static Application start(String... properties) {
        return Application.start(Received.class, properties);
    }

    private static AbstractThrowableAssert<?, ?> starting(String... properties) {
        return assertThatThrownBy(() -> start(properties).close());
    }

    private static SignedRequest.Builder genuine() {
        return SignedRequest.of(Stripe.provider(Secrets.of(Application.SECRET))).event("invoice.paid");
    }

    private static int status(Application application, SignedRequest.Builder request) throws Exception {
        return application.post("/webhooks/stripe", request).statusCode();
    }

    private static SignedRequest.Builder forwarded(String header, String value) {
        return genuine().header(header, value);
    }

    @Test
    void whoForgesTooOftenIsToldToWait() throws Exception {
        try (Application application = start(STRIPE, "webhook4j.guard.failures-per-address=2/m")) {
            assertThat(status(application, genuine())).isEqualTo(200);
            assertThat(status(application, genuine().tampered())).isEqualTo(401);
            assertThat(status(application, genuine().unsigned())).isEqualTo(401);
            HttpResponse<String> answer = application.post("/webhooks/stripe", genuine());
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 30L);
        }
    }

    @Test
    void eachRateIsItsOwnProperty() throws Exception {
        try (Application application = start(STRIPE, "webhook4j.guard.rate=1/h")) {
            assertThat(status(application, genuine().tampered())).isEqualTo(401);
            assertThat(status(application, genuine())).isEqualTo(200);
            assertThat(status(application, genuine())).isEqualTo(429);
        }
        try (Application application = start(STRIPE, "webhook4j.guard.rate-per-address=1/h")) {
            assertThat(status(application, genuine().tampered())).isEqualTo(401);
            assertThat(status(application, genuine())).isEqualTo(429);
        }
    }

    @Test
    void whoseAddressIsNotNamedIsRefused() throws Exception {
        try (Application application = start(STRIPE, ADDRESSES)) {
            assertThat(status(application, genuine())).isEqualTo(403);
            assertThat(status(application, forwarded("X-Forwarded-For", OURS))).isEqualTo(403);
        }
    }

    @Test
    void trustedProxiesAreBelieved() throws Exception {
        try (Application application = start(STRIPE, ADDRESSES, "webhook4j.guard.trusted-proxies=127.0.0.0/8")) {
            assertThat(status(application, forwarded("X-Forwarded-For", OURS))).isEqualTo(200);
            assertThat(status(application, forwarded("X-Forwarded-For", OURS + ", " + OTHER)))
                    .isEqualTo(403);
            assertThat(status(application, forwarded("Forwarded", "for=" + OURS)))
                    .isEqualTo(403);
        }
    }

    @Test
    void proxiesMayWriteTheOtherHeader() throws Exception {
        try (Application application = start(
                STRIPE,
                ADDRESSES,
                "webhook4j.guard.trusted-proxies=127.0.0.0/8",
                "webhook4j.guard.proxy-header=forwarded")) {
            assertThat(status(application, forwarded("Forwarded", "for=" + OURS)))
                    .isEqualTo(200);
            assertThat(status(application, forwarded("X-Forwarded-For", OURS))).isEqualTo(403);
        }
    }

    @Test
    void whereTheContainerReadsTheProxysHeaderNoProxyHasToBeNamed() throws Exception {
        try (Application application = start(STRIPE, ADDRESSES, "server.forward-headers-strategy=native")) {
            assertThat(status(application, forwarded("X-Forwarded-For", OURS))).isEqualTo(200);
            assertThat(status(application, forwarded("X-Forwarded-For", OTHER))).isEqualTo(403);
        }
    }

    @Test
    void aBeanCountsInsteadOfMemory() throws Exception {
        try (Application application = Application.start(
                context -> {
                    context.registerBean(Received.class);
                    context.registerBean(RateLimiter.class, Empty::new);
                },
                STRIPE,
                "webhook4j.guard.rate=7/s")) {
            HttpResponse<String> answer = application.post("/webhooks/stripe", genuine());
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        }
    }

    @Test
    void aPublishedListThatIsPartOfTheJarIsKnownFromTheStart() throws Exception {
        try (Application application = start(STRIPE, "webhook4j.endpoints.stripe.addresses=published")) {
            assertThat(status(application, genuine())).isEqualTo(403);
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
