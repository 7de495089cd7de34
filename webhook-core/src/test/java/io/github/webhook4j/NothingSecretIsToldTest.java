package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.secrecy.Leak;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No secret, signature or body is in the text of an object or an exception, with all its causes: what has one may be logged. */
class NothingSecretIsToldTest {

    private static final String SECRET = "the secret of the tests";
    private static final Secrets SECRETS = Secrets.of(SECRET);
    private static final String CARD = "card4242";
    private static final byte[] BODY =
            utf8("{\"id\":\"1\",\"type\":\"order.paid\",\"data\":{\"card\":\"" + CARD + "\"}}");
    private static final byte[] BROKEN = utf8("{\"id\":" + CARD + "}");
    private static final List<String> MALFORMED = List.of(
            "{\"id\":" + CARD + "}",
            "[\"" + CARD + "\"]",
            "{\"id\":\"1\"} " + CARD,
            "{\"id\":\"1\",\"type\":{\"" + CARD + "\":0}}",
            "{\"id\":\"1\",\"data\":\"" + CARD);
    private static final SignatureScheme SCHEME = SignatureScheme.hmacSha256()
            .signature(Field.prefixed("X-Signature", "sha256="))
            .timestamp(Field.header("X-Time"))
            .signs(SignedPart.timestamp(), SignedPart.text("."), SignedPart.body())
            .build();
    private static final WebhookProvider PROVIDER = provider(SECRETS);
    private static final EventType<Map<String, Object>> ALL = type();
    private static final String HERE = "192.0.2.1";

    private final List<Object> told = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static EventType<Map<String, Object>> type() {
        return (EventType) EventType.of("*", Map.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static WebhookProvider provider(Secrets secrets) {
        return WebhookProvider.builder("shop", SCHEME, secrets)
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .build();
    }

    private static WebhookRequest.Builder unsigned(byte[] body) {
        return WebhookRequest.builder("POST", "/webhooks/shop?secret=" + SECRET.replace(' ', '+'))
                .remoteAddress(HERE)
                .header("Content-Length", Integer.toString(body.length))
                .body(body);
    }

    private static WebhookRequest.Builder signed(byte[] body) {
        return signed(body, Duration.ZERO);
    }

    private static WebhookRequest.Builder signed(byte[] body, Duration ahead) {
        WebhookRequest.Builder request = unsigned(body);
        SCHEME.sign(SECRETS, Events.post(body), Events.NOW.plus(ahead)).forEach(request::header);
        return request;
    }

    /** Refusals for a reason, in as many ways as may tell different things. A new reason does not compile without. */
    private static List<Case> cases(Reason reason) {
        return switch (reason) {
            case METHOD_NOT_ALLOWED ->
                List.of(of(WebhookRequest.builder("PUT", "/").body(BODY)));
            case ADDRESS_NOT_ALLOWED ->
                List.of(of(signed(BODY), guard(Guard.builder().addresses(AddressList.of("10.0.0.0/8")))));
            case ADDRESSES_UNKNOWN -> List.of(of(signed(BODY), guard(unknownAddresses())));
            case RATE_EXCEEDED ->
                List.of(of(
                        signed(BODY),
                        endpoint -> guard(Guard.builder().rate(new Rate(1, Duration.ofHours(1))))
                                .apply(endpoint.rateLimiter(new Empty()))));
            case SIGNATURE_MISSING -> List.of(of(unsigned(BODY)));
            case SIGNATURE_MALFORMED ->
                List.of(
                        of(unsigned(BODY)
                                .header("X-Signature", "sha256=" + CARD)
                                .header("X-Time", "1767225600")),
                        of(signed(BODY).header("X-Time", CARD)));
            case SIGNATURE_MISMATCH -> List.of(of(signed(BODY).body(BROKEN)));
            case TIMESTAMP_STALE -> List.of(of(signed(BODY, Duration.ofHours(-1))));
            case TIMESTAMP_FUTURE -> List.of(of(signed(BODY, Duration.ofHours(1))));
            case SECRET_UNKNOWN -> List.of(of(provider(Secrets.perRequest(request -> null)), signed(BODY)));
            case SECRET_UNAVAILABLE -> List.of(of(unusableSecret(), signed(BODY)));
            case BODY_TOO_LARGE -> List.of(of(signed(BODY), endpoint -> endpoint.maxBodyBytes(1)));
            case BODY_CONSUMED -> List.of(of(signed(BODY).body(new byte[0])));
            case BODY_UNREADABLE ->
                List.of(of(signed(BODY).body(() -> {
                    throw new IOException("the connection broke");
                })));
            case EVENT_MALFORMED ->
                MALFORMED.stream().map(body -> of(signed(utf8(body)))).toList();
            case INBOX_UNAVAILABLE -> List.of(of(signed(BODY), endpoint -> endpoint.inbox(new Broken())));
        };
    }

    private static Guard.Builder unknownAddresses() {
        AddressList unknown = AddressList.published(PublishedAddresses.at(URI.create("http://127.0.0.1:9/"), ""));
        return Guard.builder().addresses(unknown).whileUnknown(Guard.WhileUnknown.REFUSE);
    }

    private static UnaryOperator<WebhookEndpoint.Builder> guard(Guard.Builder guard) {
        return endpoint -> endpoint.guard(guard.build());
    }

    private static WebhookProvider unusableSecret() {
        SignatureScheme base64 = SignatureScheme.hmacSha256()
                .signature(Field.prefixed("X-Signature", "sha256="))
                .secrets(Encoding.BASE64)
                .build();
        return WebhookProvider.builder("shop", base64, Secrets.perRequest(request -> SECRETS))
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .build();
    }

    private static Case of(WebhookProvider provider, WebhookRequest.Builder request) {
        return new Case(provider, request, endpoint -> endpoint);
    }

    private static Case of(WebhookRequest.Builder request) {
        return of(request, endpoint -> endpoint);
    }

    private static Case of(WebhookRequest.Builder request, UnaryOperator<WebhookEndpoint.Builder> change) {
        return new Case(PROVIDER, request, change);
    }

    private record Case(
            WebhookProvider provider, WebhookRequest.Builder request, UnaryOperator<WebhookEndpoint.Builder> change) {}

    /** Lets nothing pass. */
    private static final class Empty implements RateLimiter {
        @Override
        public Duration take(String key, Rate rate) {
            return rate.period();
        }

        @Override
        public Duration peek(String key, Rate rate) {
            return rate.period();
        }
    }

    /** Takes nothing. */
    private static final class Broken implements Inbox {
        @Override
        public Claim claim(WebhookEvent event) {
            throw new IllegalStateException("no disk");
        }

        @Override
        public void complete(Claim claim) {
            throw new IllegalStateException("no disk");
        }

        @Override
        public void release(Claim claim) {
            throw new IllegalStateException("no disk");
        }
    }

    private final class Listening implements EndpointListener {
        @Override
        public void answered(Delivery delivery) {
            deliveries.add(delivery);
            told.addAll(List.of(delivery, delivery.request(), delivery.request().headers(), delivery.response()));
            told.addAll(List.of(delivery.endpoint(), delivery.endpoint().provider()));
            told.addAll(delivery.events());
        }

        @Override
        public void failed(WebhookEvent event, String handler, Throwable cause) {
            told.addAll(List.of(event, handler, cause));
        }

        @Override
        public void mismatched(WebhookEvent event, Class<?> payload, List<String> pointers) {
            told.addAll(pointers);
        }
    }

    private WebhookEndpoint.Builder endpoint(WebhookProvider provider) {
        return WebhookEndpoint.builder(provider)
                .clock(Clock.fixed(Events.NOW, ZoneOffset.UTC))
                .listener(new Listening());
    }

    private static String text(Object object) {
        StringWriter text = new StringWriter();
        if (object instanceof Throwable thrown) {
            thrown.printStackTrace(new PrintWriter(text, true));
        } else {
            text.write(String.valueOf(object));
        }
        return text.toString();
    }

    private static void tellsNothing(Object object) {
        assertThat(text(object)).doesNotContain(SECRET, SECRET.replace(' ', '+'), CARD, "sha256=");
        assertThat(text(object).lines().flatMap(line -> Leak.in(line).stream()))
                .as(text(object))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalTellsNothing(Reason reason) {
        for (Case refused : cases(reason)) {
            deliveries.clear();
            refused.change()
                    .apply(endpoint(refused.provider()).on(ALL, (payload, event) -> {}))
                    .build()
                    .handle(refused.request().build());
            assertThat(deliveries).singleElement().satisfies(delivery -> {
                assertThat(delivery.rejection()).isNotNull();
                assertThat(delivery.rejection().reason())
                        .as(delivery.rejection().getMessage())
                        .isEqualTo(reason);
                tellsNothing(delivery.rejection());
            });
            assertThat(told).allSatisfy(NothingSecretIsToldTest::tellsNothing);
        }
    }

    @Test
    void anEventAndAPayloadThatDoesNotFitTellNothing() {
        endpoint(PROVIDER)
                .on(EventType.of("*", Runnable.class), (payload, event) -> {})
                .on(EventType.of("*", Card.class), (payload, event) -> {})
                .build()
                .handle(signed(utf8("{\"id\":\"1\",\"type\":\"order.paid\",\"card\":\"" + CARD + "\"}"))
                        .build());
        assertThat(deliveries).extracting(Delivery::outcome).containsExactly(Delivery.Outcome.FAILED);
        assertThat(told)
                .hasAtLeastOneElementOfType(IllegalStateException.class)
                .hasAtLeastOneElementOfType(WebhookEvent.class)
                .contains("/card")
                .allSatisfy(NothingSecretIsToldTest::tellsNothing);
    }

    /** Cannot hold it. */
    record Card(Long card) {}

    @Test
    void whatIsConfiguredAndKeptTellsNothing() {
        WebhookHeaders headers = signed(BODY).build().headers();
        EndpointSettings settings = new EndpointSettings(
                "shop",
                "shop",
                "/shop",
                List.of(SECRET, CARD),
                List.of(),
                null,
                Map.of("option", CARD),
                new SenderSettings(Map.of("token", CARD), Map.of("tunnel", CARD), Map.of("url", CARD)));
        KeptEvent kept = new KeptEvent("shop", "1", "1", "order.paid", null, Events.NOW, 0, headers, BODY);
        assertThat(List.of(
                        SECRETS,
                        Secrets.of(SECRET, CARD),
                        Secrets.perRequest(request -> SECRETS),
                        PROVIDER,
                        SCHEME,
                        headers,
                        signed(BODY).build(),
                        settings,
                        settings.sender(),
                        new SenderOptions("shop", Map.of("token", CARD)),
                        kept,
                        GuardSettings.NONE,
                        Guard.builder().build(),
                        WebhookResponse.of("text/plain", BODY)))
                .allSatisfy(NothingSecretIsToldTest::tellsNothing);
    }

    @Test
    void aSecretThatCannotBeUsedIsNotQuoted() {
        SignatureScheme base64 = SignatureScheme.hmacSha256()
                .signature(Field.header("X-Signature"))
                .secrets(Encoding.BASE64)
                .build();
        assertThatThrownBy(() -> base64.verifier(SECRETS)).satisfies(NothingSecretIsToldTest::tellsNothing);
        assertThatThrownBy(() -> Secrets.of(SECRET, " ")).satisfies(NothingSecretIsToldTest::tellsNothing);
        SignatureScheme ed25519 =
                SignatureScheme.ed25519().signature(Field.header("X-Signature")).build();
        assertThatThrownBy(() -> ed25519.verifier(SECRETS)).satisfies(NothingSecretIsToldTest::tellsNothing);
    }
}
