package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.Events.Order;
import io.github.webhook4j.Events.Refund;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an endpoint does with an inbox that keeps events, and what it offers to one. */
class KeepingTest {

    private static final EventType<Order> PAID = EventType.of("order.paid", Order.class);
    private static final EventType<JsonNode> ALL = EventType.of("*", JsonNode.class);

    /** Keeps events, and runs nothing by itself. */
    private static final class Shelf implements DurableInbox {

        private final Map<String, KeptEvent> kept = new HashMap<>();
        private final List<String> calls = new ArrayList<>();
        private @Nullable EventRunner runner;
        private boolean broken;

        EventRunner runner() {
            return Objects.requireNonNull(runner);
        }

        KeptEvent only() {
            assertThat(kept).hasSize(1);
            return kept.values().iterator().next();
        }

        WebhookEvent restored() {
            return runner().restore(only());
        }

        @Override
        public boolean keep(WebhookEvent event) {
            if (broken) {
                throw new IllegalStateException("the disk is full");
            }
            return kept.putIfAbsent(event.key(), runner().strip(event)) == null;
        }

        @Override
        public void attach(EventRunner eventRunner) {
            this.runner = eventRunner;
        }

        @Override
        public Claim claim(WebhookEvent event) {
            calls.add("claim " + event.type());
            return new Claim(event, State.NEW, 1);
        }

        @Override
        public void complete(Claim claim) {
            calls.add("complete " + claim.event().type());
        }

        @Override
        public void release(Claim claim) {
            calls.add("release " + claim.event().type());
        }
    }

    /** A handler by annotation. */
    static final class Receipts {
        @OnEvent("order.paid")
        String paid(Order order) {
            return order.id();
        }
    }

    private final Shelf shelf = new Shelf();
    private final List<String> log = new ArrayList<>();

    private WebhookEndpoint.Builder endpoint(WebhookProvider provider) {
        return WebhookEndpoint.builder(provider)
                .clock(Clock.fixed(Events.NOW, ZoneOffset.UTC))
                .inbox(shelf)
                .listener(new EndpointListener() {
                    @Override
                    public void claimed(WebhookEvent event, Inbox.State state) {
                        log.add("claimed " + event.type() + " " + state);
                    }

                    @Override
                    public void answered(Delivery delivery) {
                        log.add(delivery.outcome().toString());
                    }

                    @Override
                    public void handled(WebhookEvent event, int handlers, Duration took) {
                        log.add("handled " + event.type());
                    }

                    @Override
                    public void failed(WebhookEvent event, String handler, Throwable cause) {
                        log.add("failed " + handler);
                    }

                    @Override
                    public void dead(WebhookEvent event, String reason) {
                        log.add("dead " + reason);
                    }
                });
    }

    private static WebhookResponse send(WebhookEndpoint endpoint, String type) {
        return endpoint.handle(Events.request(Events.json(type)));
    }

    @Test
    void aKeptEventIsAcknowledgedAndNoHandlerRuns() {
        WebhookEndpoint endpoint = endpoint(Events.provider())
                .on(PAID, (order, event) -> log.add("ran"))
                .build();
        assertThat(send(endpoint, "order.paid").status()).isEqualTo(200);
        assertThat(send(endpoint, "order.paid").status()).isEqualTo(200);
        assertThat(log).containsExactly("claimed order.paid NEW", "kept", "claimed order.paid DONE", "duplicate");
        assertThat(shelf.calls).isEmpty();
    }

    @Test
    void whatMayNotBeKeptIsAskedForAgain() {
        shelf.broken = true;
        WebhookResponse response =
                send(endpoint(Events.provider()).on(ALL, (json, event) -> {}).build(), "order.paid");
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsEntry("Retry-After", "10");
        assertThat(log).containsExactly("rejected");
    }

    @Test
    void anEventWhoseHandlerAnswersIsHandledWithinTheRequest() {
        WebhookEndpoint endpoint = endpoint(Events.provider())
                .answer(PAID, (order, event) -> "thanks")
                .on(ALL, (json, event) -> {})
                .build();
        assertThat(send(endpoint, "order.paid").body()).asString().isEqualTo("thanks");
        assertThat(shelf.calls).containsExactly("claim order.paid", "complete order.paid");
        assertThat(send(endpoint, "order.sent").body()).isEmpty();
        assertThat(shelf.only().type()).isEqualTo("order.sent");
    }

    @Test
    void anAnnotatedMethodThatReturnsSomethingAnswers() {
        WebhookEndpoint endpoint =
                endpoint(Events.provider()).handlers(new Receipts()).build();
        assertThat(send(endpoint, "order.paid").body()).asString().isEqualTo("o1");
    }

    @Test
    void aHandlerThatGivesUpEndsTheEventAndOneThatWantsTimeIsAskedAgainThen() {
        Inbox memory = Inbox.inMemory();
        WebhookEndpoint gaveUp = endpoint(Events.provider())
                .inbox(memory)
                .on(PAID, (order, event) -> {
                    throw new GiveUp("no such order");
                })
                .build();
        assertThat(send(gaveUp, "order.paid").status()).isEqualTo(200);
        assertThat(send(gaveUp, "order.paid").status()).isEqualTo(200);
        assertThat(log)
                .containsExactly(
                        "claimed order.paid NEW",
                        "failed on(\"order.paid\")",
                        "dead a handler gave up: no such order",
                        "dead",
                        "claimed order.paid DONE",
                        "duplicate");
        WebhookEndpoint later = endpoint(Events.provider())
                .inbox(Inbox.inMemory())
                .on(PAID, (order, event) -> {
                    throw new RetryLater(Duration.ofSeconds(90));
                })
                .on(ALL, (json, event) -> {
                    throw new GiveUp("never", new IllegalStateException());
                })
                .build();
        WebhookResponse response = send(later, "order.paid");
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsEntry("Retry-After", "90");
    }

    @Test
    void anyOtherFailureBesideIsAFailure() {
        WebhookEndpoint endpoint = endpoint(Events.provider())
                .inbox(Inbox.inMemory())
                .on(PAID, (order, event) -> {
                    throw new RetryLater(Duration.ofSeconds(90));
                })
                .on(ALL, (json, event) -> {
                    throw new IllegalStateException("broken");
                })
                .build();
        assertThat(send(endpoint, "order.paid").status()).isEqualTo(500);
        assertThatThrownBy(() -> new RetryLater(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRestoredEventIsWhatCameIn() {
        byte[] body = Events.json("order.paid");
        endpoint(Events.provider())
                .on(PAID, (order, event) -> {})
                .build()
                .handle(Events.request(Map.of("X-Shop", "a"), body));
        WebhookEvent event = shelf.restored();
        assertThat(event.body()).isEqualTo(body);
        assertThat(event.endpoint()).isEqualTo("shop");
        assertThat(event.id()).isEqualTo("1");
        assertThat(event.key()).isEqualTo("1");
        assertThat(event.type()).isEqualTo("order.paid");
        assertThat(event.receivedAt()).isEqualTo(Events.NOW);
        assertThat(event.secretIndex()).isZero();
        assertThat(event.headers().first("x-shop")).isEqualTo("a");
        assertThat(event.payload(Order.class)).isEqualTo(new Order("o1", 5L));
        assertThat(event.payload(Events.Envelope.class).id()).isEqualTo("1");
        assertThat(event.json().path("data").path("total").asLong()).isEqualTo(5);
    }

    @Test
    void whatProvesOrGrantsSomethingIsNotKept() {
        endpoint(Events.provider())
                .on(PAID, (order, event) -> {})
                .build()
                .handle(Events.request(
                        Map.of("authorization", "Basic abc", "Cookie", "a=b", "Accept", "*/*"),
                        Events.json("order.paid")));
        assertThat(shelf.only().headers().names()).containsExactly("Accept");
        assertThat(shelf.only()).hasToString("shop order.paid 1");
    }

    @Test
    void aFormIsKeptAsItWasSent() {
        byte[] form = ("payload="
                        + URLEncoder.encode(
                                new String(Events.json("order.paid"), StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.US_ASCII);
        endpoint(Events.open().accepts(BodyShape.formField("payload")).build())
                .on(PAID, (order, event) -> {})
                .build()
                .handle(Events.request(Map.of("Content-Type", "application/x-www-form-urlencoded"), form));
        assertThat(shelf.restored().body()).isEqualTo(form);
        assertThat(shelf.restored().payload(Order.class).id()).isEqualTo("o1");
    }

    @Test
    void anEventInAnEnvelopeIsFoundInItAgain() {
        byte[] body = ("{\"detail\":" + new String(Events.json("order.paid"), StandardCharsets.UTF_8) + "}")
                .getBytes(StandardCharsets.UTF_8);
        endpoint(Events.open().accepts(BodyShape.wrapped("/detail")).build())
                .on(PAID, (order, event) -> {})
                .build()
                .handle(Events.request(body));
        assertThat(shelf.restored().payload(Order.class).id()).isEqualTo("o1");
        assertThat(shelf.restored().body()).isEqualTo(body);
    }

    @Test
    void ofABatchEachEventKeepsItsOwnElement() {
        String first = new String(Events.json("order.paid"), StandardCharsets.UTF_8);
        byte[] body = ("[" + first + ", " + first.replace("\"1\"", "\"2\"") + "]").getBytes(StandardCharsets.UTF_8);
        endpoint(Events.open().accepts(BodyShape.batch()).build())
                .on(PAID, (order, event) -> {})
                .build()
                .handle(Events.request(body));
        assertThat(shelf.kept).hasSize(2);
        assertThat(Objects.requireNonNull(shelf.kept.get("1")).body())
                .asString()
                .isEqualTo(first);
        assertThat(shelf.runner()
                        .restore(Objects.requireNonNull(shelf.kept.get("2")))
                        .payload(Order.class)
                        .total())
                .isEqualTo(5);
    }

    @Test
    void aRunTellsHowTheHandlerEnded() {
        WebhookEndpoint endpoint = endpoint(Events.open().build())
                .on(PAID, (order, event) -> {})
                .on(PAID, (order, event) -> {
                    throw new RetryLater(Duration.ofHours(1));
                })
                .on(PAID, (order, event) -> {
                    throw new GiveUp("never");
                })
                .on(EventType.of("order.*", Integer.class), (number, event) -> {})
                .on(ALL, (json, event) -> {
                    throw new IllegalStateException("broken");
                })
                .build();
        send(endpoint, "order.paid");
        EventRunner runner = shelf.runner();
        WebhookEvent event = shelf.restored();
        assertThat(runner.handlers("order.paid"))
                .containsExactly(
                        "on(\"order.paid\")",
                        "on(\"order.paid\") #2",
                        "on(\"order.paid\") #3",
                        "on(\"order.*\")",
                        "on(\"*\")");
        assertThat(runner.handlers("unknown")).containsExactly("on(\"*\")");
        assertThat(runner.run(event, "on(\"order.paid\")")).isInstanceOf(EventRunner.Handled.class);
        assertThat(failed(event, "on(\"order.paid\") #2").delay()).isEqualTo(Duration.ofHours(1));
        assertThat(failed(event, "on(\"order.paid\") #2").last()).isFalse();
        assertThat(failed(event, "on(\"order.paid\") #3").last()).isTrue();
        assertThat(failed(event, "on(\"order.*\")").last())
                .as("a payload that does not bind")
                .isTrue();
        assertThat(failed(event, "on(\"*\")").last()).isFalse();
        assertThat(failed(event, "on(\"*\")").cause()).hasMessage("broken");
        assertThat(runner.endpoint()).isEqualTo("shop");
        assertThat(log).contains("failed on(\"*\")");
    }

    private EventRunner.Failed failed(WebhookEvent event, String handler) {
        return (EventRunner.Failed) shelf.runner().run(event, handler);
    }

    @Test
    void theProviderSaysWhatIsHandledInOrder() {
        Field object = Field.firstOf(Field.json("/data/id"), Field.header("X-Object"));
        endpoint(Events.provider().orderedBy(object))
                .on(PAID, (order, event) -> {})
                .build()
                .handle(Events.request(Events.json("order.paid")));
        assertThat(shelf.runner().orderKey(shelf.restored())).isEqualTo("o1");
        endpoint(Events.provider()).on(PAID, (order, event) -> {}).build();
        assertThat(shelf.runner().orderKey(shelf.restored())).isNull();
    }

    @Test
    void anEndpointThatDoesNotBuildIsNotAttached() {
        assertThatThrownBy(() -> endpoint(Events.provider())
                        .on(EventType.of("order.paid", Refund.class), (refund, event) -> {})
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(shelf.runner).isNull();
    }
}
