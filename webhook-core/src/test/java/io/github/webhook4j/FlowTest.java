package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.Events.Order;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FlowTest {

    private static final EventType<JsonNode> ALL = EventType.of("*", JsonNode.class);
    private static final byte[] PAID = Events.json("order.paid");

    private final List<String> seen = new ArrayList<>();

    private WebhookEndpoint.Builder endpoint() {
        return WebhookEndpoint.builder(Events.provider()).listener(new Recorder());
    }

    /** Writes down each call. */
    private final class Recorder implements EndpointListener {
        @Override
        public void received(WebhookEvent event) {
            seen.add("received " + event.type());
        }

        @Override
        public void claimed(WebhookEvent event, Inbox.State state) {
            if (state != Inbox.State.NEW) {
                seen.add("duplicate " + state);
            }
        }

        @Override
        public void handled(WebhookEvent event, int handlers, Duration took) {
            seen.add("handled by " + handlers);
        }

        @Override
        public void failed(WebhookEvent event, String handler, Throwable cause) {
            seen.add("failed " + handler + " " + cause.getClass().getSimpleName());
        }

        @Override
        public void unsettled(WebhookEvent event, Throwable cause) {
            seen.add("unsettled");
        }

        @Override
        public void mismatched(WebhookEvent event, Class<?> payload, List<String> pointers) {
            seen.add("mismatched " + payload.getSimpleName() + " " + pointers);
        }

        @Override
        public void answered(Delivery delivery) {
            RejectedException rejection = delivery.rejection();
            if (rejection != null) {
                seen.add("rejected " + rejection.reason());
            }
            seen.add("answered " + delivery.response().status());
        }
    }

    @Test
    void theListenerSeesEachStepInOrder() {
        WebhookEndpoint endpoint =
                endpoint().on(ALL, (payload, event) -> seen.add("handler")).build();
        endpoint.handle(Events.request(PAID));
        endpoint.handle(Events.request(PAID));
        assertThat(seen)
                .containsExactly(
                        "received order.paid",
                        "handler",
                        "handled by 1",
                        "answered 200",
                        "received order.paid",
                        "duplicate DONE",
                        "answered 200");
    }

    @Test
    void anEventThatNobodyHandlesIsAcknowledgedAndDone() {
        WebhookEndpoint endpoint = endpoint()
                .on(EventType.of("shop.closed", JsonNode.class), (p, e) -> {})
                .build();
        assertThat(endpoint.handle(Events.request(PAID)).status()).isEqualTo(200);
        assertThat(seen).containsExactly("received order.paid", "handled by 0", "answered 200");
    }

    @Test
    void whateverAHandlerThrowsTheOthersRunAndTheEventIsGivenBack() {
        AtomicBoolean fails = new AtomicBoolean(true);
        WebhookEndpoint endpoint = endpoint()
                .on(EventType.of("order.paid", Order.class), (order, event) -> {
                    if (fails.get()) {
                        throw new StackOverflowError();
                    }
                })
                .on(ALL, (payload, event) -> seen.add("other"))
                .build();

        assertThat(endpoint.handle(Events.request(PAID)).status()).isEqualTo(500);
        assertThat(seen)
                .containsExactly(
                        "received order.paid", "failed on(\"order.paid\") StackOverflowError", "other", "answered 500");

        fails.set(false);
        assertThat(endpoint.handle(Events.request(PAID)).status()).isEqualTo(200);
    }

    @Test
    void anInterruptedHandlerFailsAndTheThreadStaysInterrupted() {
        WebhookEndpoint endpoint = endpoint()
                .on(ALL, (payload, event) -> {
                    throw new InterruptedException();
                })
                .build();
        assertThat(endpoint.handle(Events.request(PAID)).status()).isEqualTo(500);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.provider())
                .listener(new EndpointListener() {
                    @Override
                    public void received(WebhookEvent event) {
                        throw new IllegalStateException("a broken listener");
                    }
                })
                .listener(new Recorder())
                .on(ALL, (payload, event) -> seen.add("handler"))
                .build();
        assertThat(endpoint.handle(Events.request(PAID)).status()).isEqualTo(200);
        assertThat(seen).contains("received order.paid", "handler");
    }

    /** Claims, but cannot record. */
    private static final class ForgetfulInbox implements Inbox {
        @Override
        public Claim claim(WebhookEvent event) {
            return new Claim(event, State.NEW, 1);
        }

        @Override
        public void complete(Claim claim) {
            throw new IllegalStateException("the database is down");
        }

        @Override
        public void release(Claim claim) {
            throw new IllegalStateException("the database is down");
        }
    }

    @Test
    void aHandledEventIsAcknowledgedEvenIfTheInboxCannotRecordIt() {
        WebhookEndpoint endpoint = endpoint()
                .inbox(new ForgetfulInbox())
                .on(ALL, (payload, event) -> {})
                .build();
        assertThat(endpoint.handle(Events.request(PAID)).status()).isEqualTo(200);
        assertThat(seen).contains("unsettled", "answered 200");
    }

    @Test
    void aFailedEventIsAnsweredWith500EvenIfTheInboxCannotReleaseIt() {
        WebhookEndpoint endpoint = endpoint()
                .inbox(new ForgetfulInbox())
                .on(ALL, (payload, event) -> {
                    throw new IOException();
                })
                .build();
        assertThat(endpoint.handle(Events.request(PAID)).status()).isEqualTo(500);
        assertThat(seen).contains("unsettled", "answered 500");
    }

    private static WebhookRequest withSource(Map<String, String> headers, WebhookRequest.BodySource source) {
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(source);
        Events.SCHEME.sign(Events.SECRETS, Events.post(PAID), Events.NOW).forEach(request::header);
        headers.forEach(request::header);
        return request.build();
    }

    @Test
    void aBodyThatSomethingElseHasReadIsReportedAsSuchAndNotAsABadSignature() {
        WebhookEndpoint endpoint = endpoint().on(ALL, (p, e) -> {}).build();
        String length = Integer.toString(PAID.length);

        assertThat(endpoint.handle(withSource(Map.of("Content-Length", length), InputStream::nullInputStream))
                        .status())
                .isEqualTo(500);
        assertThat(endpoint.handle(withSource(Map.of("Transfer-Encoding", "chunked"), InputStream::nullInputStream))
                        .status())
                .isEqualTo(500);
        assertThat(endpoint.handle(withSource(Map.of(), () -> {
                            throw new IllegalStateException("getReader() has already been called");
                        }))
                        .status())
                .isEqualTo(500);

        assertThat(seen)
                .containsExactly(
                        "rejected BODY_CONSUMED", "answered 500",
                        "rejected BODY_CONSUMED", "answered 500",
                        "rejected BODY_CONSUMED", "answered 500");
    }

    @Test
    void anEmptyBodyThatNobodyAnnouncedIsJustABadSignature() {
        WebhookEndpoint endpoint = endpoint().on(ALL, (p, e) -> {}).build();
        assertThat(endpoint.handle(withSource(Map.of("Content-Length", "0"), InputStream::nullInputStream))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aConnectionThatBreaksWhileTheBodyComesHasTheSenderTryAgain() {
        WebhookEndpoint endpoint = endpoint().on(ALL, (p, e) -> {}).build();
        assertThat(endpoint.handle(withSource(Map.of(), () -> {
                            throw new IOException("connection reset");
                        }))
                        .status())
                .isEqualTo(503);
        WebhookRequest cut = withSource(
                Map.of("Content-Length", "1000"),
                () -> new ByteArrayInputStream("half".getBytes(StandardCharsets.UTF_8)));
        assertThat(endpoint.handle(cut).status()).isEqualTo(503);
        assertThat(seen).contains("rejected BODY_UNREADABLE");
    }

    @Test
    void theBodyOfAnUnsignedRequestIsNeverOpened() {
        AtomicBoolean opened = new AtomicBoolean();
        WebhookRequest unsigned = WebhookRequest.builder("POST", "/")
                .body(() -> {
                    opened.set(true);
                    return InputStream.nullInputStream();
                })
                .build();
        assertThat(endpoint().on(ALL, (p, e) -> {}).build().handle(unsigned).status())
                .isEqualTo(401);
        assertThat(opened).isFalse();
    }

    @Test
    void anAnnouncedLengthBeyondTheLimitIsRefusedAndNotAllocated() {
        WebhookEndpoint endpoint =
                endpoint().maxBodyBytes(100).on(ALL, (p, e) -> {}).build();
        WebhookRequest huge =
                withSource(Map.of("Content-Length", "999999999999"), () -> new ByteArrayInputStream(new byte[50]));
        assertThat(endpoint.handle(huge).status()).isEqualTo(413);
        assertThat(seen).contains("rejected BODY_TOO_LARGE");
    }

    @Test
    void aFieldOfAnUnexpectedTypeIsNullAndReportedAndTheEventHandled() {
        byte[] odd = "{\"id\":\"1\",\"type\":\"order.paid\",\"data\":{\"id\":[1,2],\"total\":{\"of\":5},\"new\":true}}"
                .getBytes(StandardCharsets.UTF_8);
        List<Order> orders = new ArrayList<>();
        WebhookEndpoint endpoint = endpoint()
                .on(EventType.of("order.paid", Order.class), (order, event) -> orders.add(order))
                .on(EventType.of("order.*", Order.class), (order, event) -> orders.add(order))
                .build();

        assertThat(endpoint.handle(Events.request(odd)).status()).isEqualTo(200);

        assertThat(orders).hasSize(2).allMatch(order -> order.id() == null && order.total() == null);
        assertThat(orders.get(0)).isSameAs(orders.get(1));
        assertThat(seen)
                .contains("mismatched Order [/id, /total]")
                .filteredOn(s -> s.startsWith("mismatched"))
                .hasSize(1);
    }

    @Test
    void aNumberThatItsFieldCannotHoldIsNullAndOneAsTextIsRead() {
        List<Order> orders = new ArrayList<>();
        WebhookEndpoint endpoint = endpoint()
                .on(EventType.of("order.paid", Order.class), (order, event) -> orders.add(order))
                .build();
        List<String> totals = List.of("1.5", "99999999999999999999", "1e3", "\"many\"", "\"7\"", "-7");
        for (String total : totals) {
            byte[] odd = ("{\"id\":\"" + totals.indexOf(total) + "\",\"type\":\"order.paid\",\"data\":{\"total\":"
                            + total + "}}")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(endpoint.handle(Events.request(odd)).status()).as(total).isEqualTo(200);
        }
        assertThat(orders).extracting(Order::total).containsExactly(null, null, null, null, 7L, -7L);
        assertThat(seen)
                .filteredOn(s -> s.startsWith("mismatched Order [/total]"))
                .hasSize(4);
    }

    @Test
    void aPayloadThatCannotBindFailsTheHandlerWithoutQuotingTheBody() {
        byte[] odd = "{\"id\":\"1\",\"type\":\"shop.closed\",\"data\":{\"confidential\":[1,2]}}"
                .getBytes(StandardCharsets.UTF_8);
        List<Throwable> causes = new ArrayList<>();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.provider())
                .listener(new EndpointListener() {
                    @Override
                    public void failed(WebhookEvent event, String handler, Throwable cause) {
                        causes.add(cause);
                    }
                })
                .on(EventType.of("shop.closed", Runnable.class), (payload, event) -> {})
                .build();
        assertThat(endpoint.handle(Events.request(odd)).status()).isEqualTo(500);
        assertThat(causes)
                .hasSize(1)
                .first()
                .asString()
                .contains("does not bind to java.lang.Runnable")
                .doesNotContain("confidential");
        assertThat(causes.get(0)).hasNoCause();
    }

    @Test
    void anEventWithoutIdOrTypeIsMalformed() {
        WebhookEndpoint endpoint = endpoint().on(ALL, (p, e) -> {}).build();
        for (String body : List.of(
                "{\"id\":\"1\"}", "{\"type\":\"a\"}", "{\"id\":\"\",\"type\":\"a\"}", "{\"id\":{},\"type\":\"a\"}")) {
            assertThat(endpoint.handle(Events.request(body.getBytes(StandardCharsets.UTF_8)))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void anEndpointTellsItsSettings() {
        WebhookProvider provider = Events.provider();
        WebhookEndpoint endpoint =
                WebhookEndpoint.builder(provider).name("north").maxBodyBytes(1).build();
        assertThat(endpoint.name()).isEqualTo("north");
        assertThat(endpoint.provider()).isSameAs(provider);
        assertThat(endpoint.maxBodyBytes()).isEqualTo(1);
        assertThat(endpoint).hasToString("WebhookEndpoint[north]");
        assertThat(WebhookEndpoint.builder(provider).build().name()).isEqualTo("shop");
        assertThat(WebhookEndpoint.builder(provider).build().maxBodyBytes()).isEqualTo(WebhookProvider.MAX_BODY_BYTES);
        assertThatThrownBy(() -> WebhookEndpoint.builder(provider).maxBodyBytes(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTimeThatAnAnswerTookIsMeasured() {
        List<Duration> times = new ArrayList<>();
        WebhookEndpoint.builder(Events.provider())
                .listener(new EndpointListener() {
                    @Override
                    public void answered(Delivery delivery) {
                        times.add(delivery.took());
                    }
                })
                .on(ALL, (payload, event) -> {})
                .build()
                .handle(Events.request(PAID));
        assertThat(times)
                .hasSize(1)
                .first()
                .satisfies(took -> assertThat(took).isBetween(Duration.ZERO, Duration.ofMinutes(1)));
    }
}
