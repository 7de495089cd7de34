package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.RejectedException.Reason;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static final EventType<JsonNode> ALL = EventType.of("*", JsonNode.class);
    private static final byte[] PAID = Events.json("order.paid");
    private static final String FRIEND = "192.0.2.7";
    private static final String STRANGER = "198.51.100.9";

    private final List<Delivery> deliveries = new ArrayList<>();

    /** Allows so many of each key, for ever. */
    private static final class Counter implements RateLimiter {

        private final Map<String, Long> used = new HashMap<>();
        private boolean broken;

        @Override
        public Duration take(String key, Rate rate) {
            Duration wait = peek(key, rate);
            if (wait.isZero()) {
                used.merge(key, 1L, Long::sum);
            }
            return wait;
        }

        @Override
        public Duration peek(String key, Rate rate) {
            if (broken) {
                throw new IllegalStateException("the counter is away");
            }
            return used.getOrDefault(key, 0L) < rate.times() ? Duration.ZERO : Duration.ofMillis(1500);
        }
    }

    private final Counter counter = new Counter();

    private WebhookEndpoint endpoint(Guard.Builder guard) {
        return WebhookEndpoint.builder(Events.provider())
                .guard(guard.build())
                .rateLimiter(counter)
                .listener(new EndpointListener() {
                    @Override
                    public void answered(Delivery delivery) {
                        deliveries.add(delivery);
                    }
                })
                .on(ALL, (payload, event) -> {})
                .build();
    }

    private static WebhookRequest.Builder from(@Nullable String address, WebhookRequest signed) {
        WebhookRequest.Builder request = WebhookRequest.builder(signed.method(), signed.uri())
                .remoteAddress(address)
                .body(PAID);
        signed.headers().asMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request;
    }

    private static WebhookRequest genuine(@Nullable String address) {
        return from(address, Events.request(PAID)).build();
    }

    private static WebhookRequest forged(String address) {
        return from(address, Events.request(Events.json("order.sent"))).build();
    }

    private @Nullable Reason reason() {
        RejectedException rejection = deliveries.get(deliveries.size() - 1).rejection();
        return rejection == null ? null : rejection.reason();
    }

    private String detail() {
        return String.valueOf(deliveries.get(deliveries.size() - 1).rejection());
    }

    @Test
    void onlyAddressesOfTheListGetThrough() {
        WebhookEndpoint endpoint = endpoint(Guard.builder().addresses(AddressList.of("192.0.2.0/24")));
        assertThat(endpoint.handle(genuine(FRIEND)).status()).isEqualTo(200);
        WebhookResponse refused = endpoint.handle(genuine(STRANGER));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).isEmpty();
        assertThat(reason()).isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
        assertThat(detail()).contains(STRANGER);
        assertThat(endpoint.handle(genuine(null)).status()).isEqualTo(403);
        assertThat(detail()).contains("not known");
    }

    @Test
    void nothingOfARefusedRequestIsRead() {
        WebhookEndpoint endpoint = endpoint(Guard.builder().addresses(AddressList.of("192.0.2.0/24")));
        WebhookRequest unread = WebhookRequest.builder("POST", "/")
                .remoteAddress(STRANGER)
                .body((WebhookRequest.BodySource) () -> {
                    throw new AssertionError("the body was opened");
                })
                .build();
        assertThat(endpoint.handle(unread).status()).isEqualTo(403);
    }

    @Test
    void theMethodComesFirstAndHandshakesAreGuardedToo() {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.open()
                        .handshakes(Handshake.unsigned("GET").echo(Field.query("challenge")))
                        .build())
                .guard(Guard.builder().addresses(AddressList.of("192.0.2.0/24")).build())
                .on(ALL, (payload, event) -> {})
                .build();
        WebhookRequest.Builder greeting =
                WebhookRequest.builder("GET", "/?challenge=hello").body(InputStream::nullInputStream);
        assertThat(endpoint.handle(greeting.remoteAddress(STRANGER).build()).status())
                .isEqualTo(403);
        assertThat(endpoint.handle(greeting.remoteAddress(FRIEND).build()).status())
                .isEqualTo(200);
        assertThat(endpoint.handle(WebhookRequest.builder("PUT", "/")
                                .remoteAddress(STRANGER)
                                .build())
                        .status())
                .isEqualTo(405);
    }

    @Test
    void aTrustedProxyIsBelievedAndNobodyElse() {
        WebhookEndpoint endpoint = endpoint(Guard.builder()
                .addresses(AddressList.of("192.0.2.0/24"))
                .trustedProxies(TrustedProxies.of("10.0.0.0/8")));
        WebhookRequest signed = Events.request(PAID);
        assertThat(endpoint.handle(from("10.1.2.3", signed)
                                .header("X-Forwarded-For", FRIEND)
                                .build())
                        .status())
                .isEqualTo(200);
        assertThat(deliveries.get(0).address()).isEqualTo(FRIEND);
        assertThat(endpoint.handle(from(STRANGER, signed)
                                .header("X-Forwarded-For", FRIEND)
                                .build())
                        .status())
                .isEqualTo(403);
        assertThat(deliveries.get(1).address()).isEqualTo(STRANGER);
        assertThat(detail()).doesNotContain("proxy");
    }

    @Test
    void aProxyThatNobodyNamedIsToldOf() {
        WebhookEndpoint endpoint = endpoint(Guard.builder().addresses(AddressList.of("192.0.2.0/24")));
        endpoint.handle(from("10.1.2.3", Events.request(PAID))
                .header("X-Forwarded-For", FRIEND)
                .build());
        assertThat(detail()).contains("name it among the trusted proxies");
    }

    @Test
    void whatHappensWithoutAListHasToBeSaid() {
        AddressList unknown = AddressList.published(PublishedAddresses.at(URI.create("http://127.0.0.1:9/"), ""));
        assertThatThrownBy(() -> Guard.builder().addresses(unknown).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("whileUnknown(REFUSE)");

        Guard.Builder refusing = Guard.builder().addresses(unknown).whileUnknown(Guard.WhileUnknown.REFUSE);
        WebhookResponse refused = endpoint(refusing).handle(genuine(FRIEND));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers()).containsEntry("Retry-After", "10");
        assertThat(reason()).isEqualTo(Reason.ADDRESSES_UNKNOWN);

        Guard.Builder allowing = Guard.builder().addresses(unknown).whileUnknown(Guard.WhileUnknown.ALLOW);
        assertThat(endpoint(allowing).handle(genuine(FRIEND)).status()).isEqualTo(200);
    }

    @Test
    void moreThanTheRateIsToldWhenToComeAgain() {
        WebhookEndpoint endpoint = endpoint(Guard.builder().rate(Rate.parse("2/s")));
        assertThat(endpoint.handle(genuine(FRIEND)).status()).isEqualTo(200);
        assertThat(endpoint.handle(genuine(FRIEND)).status()).isEqualTo(200);
        WebhookResponse refused = endpoint.handle(genuine(FRIEND));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsExactly(Map.entry("Retry-After", "2"));
        assertThat(refused.body()).isEmpty();
        assertThat(reason()).isEqualTo(Reason.RATE_EXCEEDED);
        assertThat(detail()).contains("more deliveries than 2 in PT1S");
    }

    @Test
    void forgedRequestsUseNothingUpOfTheEndpointsRate() {
        WebhookEndpoint endpoint = endpoint(Guard.builder().rate(Rate.parse("2/s")));
        for (int i = 0; i < 10; i++) {
            assertThat(endpoint.handle(forged(STRANGER)).status()).isEqualTo(401);
        }
        assertThat(endpoint.handle(genuine(FRIEND)).status()).isEqualTo(200);
    }

    @Test
    void anAddressThatFailsTooOftenIsNotVerifiedAnyMoreAndOthersAre() {
        WebhookEndpoint endpoint = endpoint(Guard.builder().failuresPerAddress(Rate.parse("3/m")));
        for (int i = 0; i < 3; i++) {
            assertThat(endpoint.handle(forged(STRANGER)).status()).isEqualTo(401);
        }
        assertThat(endpoint.handle(forged(STRANGER)).status()).isEqualTo(429);
        assertThat(endpoint.handle(genuine(STRANGER)).status()).isEqualTo(429);
        assertThat(endpoint.handle(genuine(FRIEND)).status()).isEqualTo(200);
        assertThat(counter.used).containsOnlyKeys("shop/failures/" + STRANGER);
    }

    @Test
    void genuineDeliveriesAreNoFailures() {
        WebhookEndpoint endpoint = endpoint(Guard.builder().failuresPerAddress(Rate.parse("1/m")));
        for (int i = 0; i < 3; i++) {
            assertThat(endpoint.handle(genuine(FRIEND)).status()).isEqualTo(200);
        }
        assertThat(counter.used).isEmpty();
    }

    @Test
    void eachAddressHasItsOwnRateAndANetworkOfIpv6IsOne() {
        WebhookEndpoint endpoint = endpoint(Guard.builder().ratePerAddress(Rate.parse("1/s")));
        assertThat(endpoint.handle(genuine(FRIEND)).status()).isEqualTo(200);
        assertThat(endpoint.handle(genuine(FRIEND)).status()).isEqualTo(429);
        assertThat(endpoint.handle(genuine(STRANGER)).status()).isEqualTo(200);
        assertThat(endpoint.handle(genuine("2001:db8::1")).status()).isEqualTo(200);
        assertThat(endpoint.handle(genuine("2001:db8::2")).status()).isEqualTo(429);
        assertThat(endpoint.handle(genuine("2001:db8:0:1::1")).status()).isEqualTo(200);
        assertThat(endpoint.handle(genuine(null)).status()).isEqualTo(200);
        assertThat(endpoint.handle(genuine(null)).status()).isEqualTo(429);
    }

    @Test
    void aCounterThatIsAwayCostsNoEvents() {
        counter.broken = true;
        WebhookEndpoint endpoint = endpoint(Guard.builder()
                .rate(Rate.parse("1/s"))
                .ratePerAddress(Rate.parse("1/s"))
                .failuresPerAddress(Rate.parse("1/s")));
        assertThat(endpoint.handle(forged(STRANGER)).status()).isEqualTo(401);
        assertThat(endpoint.handle(genuine(FRIEND)).status()).isEqualTo(200);
    }

    @Test
    void ratesWithoutACounterSayWhatToAdd() {
        WebhookEndpoint.Builder builder = WebhookEndpoint.builder(Events.provider())
                .guard(Guard.builder().rate(Rate.parse("1/s")).build())
                .on(ALL, (payload, event) -> {});
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("webhook-bucket4j");
    }

    @Test
    void aRateIsReadAsConfigurationWritesIt() {
        assertThat(Rate.parse("100/s")).isEqualTo(new Rate(100, Duration.ofSeconds(1)));
        assertThat(Rate.parse("10/1m")).isEqualTo(new Rate(10, Duration.ofMinutes(1)));
        assertThat(Rate.parse("5/12h").period()).isEqualTo(Duration.ofHours(12));
        assertThat(Rate.parse("5/500ms").period()).isEqualTo(Duration.ofMillis(500));
        assertThat(Rate.parse("1/2d").period()).isEqualTo(Duration.ofDays(2));
        for (String wrong :
                List.of("", "100", "100/", "0/s", "1/0s", "-1/s", "1 / s", "1/s ", "1/y", "9999999999999/s")) {
            assertThatThrownBy(() -> Rate.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
