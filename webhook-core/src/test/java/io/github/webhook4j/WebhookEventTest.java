package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.Events.Order;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEventTest {

    private static final EventType<JsonNode> ALL = EventType.of("*", JsonNode.class);
    private static final byte[] PAID = Events.json("order.paid");

    private static WebhookEndpoint.Builder endpoint() {
        return WebhookEndpoint.builder(Events.provider());
    }

    @Test
    void anEventTellsWhereAndWhenItCameIn() {
        List<WebhookEvent> events = new ArrayList<>();
        WebhookEndpoint.builder(Events.open().occurredAt(Field.json("/at")).build())
                .name("north")
                .clock(Clock.fixed(Events.NOW, ZoneOffset.UTC))
                .on(ALL, (payload, event) -> events.add(event))
                .build()
                .handle(Events.request("{\"id\":\"1\",\"type\":\"a\",\"at\":\"2026-01-01T01:00:00.5+01:00\"}"
                        .getBytes(StandardCharsets.UTF_8)));
        WebhookEvent event = events.get(0);
        assertThat(event.endpoint()).isEqualTo("north");
        assertThat(event.receivedAt()).isEqualTo(Events.NOW);
        assertThat(event.occurredAt()).isEqualTo(Events.NOW.plusMillis(500));
        assertThat(event.secretIndex()).isZero();
        assertThat(event.json().path("type").asText()).isEqualTo("a");
        event.body()[0] = 'x';
        assertThat(event.body()[0]).as("the body is a copy").isEqualTo((byte) '{');
    }

    @Test
    void anEventThatComesWrappedIsUnwrappedAndOneThatDoesNotIsLeftAlone() {
        List<WebhookEvent> events = new ArrayList<>();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(
                        Events.open().accepts(BodyShape.wrapped("/detail")).build())
                .on(ALL, (payload, event) -> events.add(event))
                .build();
        String inner = new String(PAID, StandardCharsets.UTF_8);
        byte[] wrapped =
                ("{\"id\":\"bus\",\"type\":\"bus\",\"detail\": " + inner + " }").getBytes(StandardCharsets.UTF_8);

        endpoint.handle(Events.request(wrapped));
        endpoint.handle(Events.request(Events.json("order.sent")));

        WebhookEvent event = events.get(0);
        assertThat(event.type()).isEqualTo("order.paid");
        assertThat(event.payload(Order.class).total()).isEqualTo(5);
        assertThat(event.payload(Events.Envelope.class).id()).isEqualTo("1");
        assertThat(event.json()).hasSize(3);
        assertThat(event.body()).isEqualTo(wrapped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[]", "[{\"id\": 5}]"})
    void aPayloadThatIsAnArrayHasNoFieldsAndIsReported(String data) {
        List<Object> seen = new ArrayList<>();
        WebhookEndpoint endpoint = endpoint()
                .listener(new EndpointListener() {
                    @Override
                    public void mismatched(WebhookEvent event, Class<?> payload, List<String> pointers) {
                        seen.add(pointers);
                    }
                })
                .on(EventType.of("order.paid", Order.class), (order, event) -> seen.add(order))
                .build();
        byte[] body = ("{\"id\":\"1\",\"type\":\"order.paid\",\"data\":" + data + "}").getBytes(StandardCharsets.UTF_8);

        assertThat(endpoint.handle(Events.request(body)).status()).isEqualTo(200);

        assertThat(seen).hasToString("[[], Order[id=null, total=null]]");
    }

    @Test
    void controlCharactersInAnIdOrTypeCannotForgeALogLine() {
        byte[] odd = "{\"id\":\"1\\nhandled\",\"type\":\"order.\\u001b[31m\"}".getBytes(StandardCharsets.UTF_8);
        List<String> events = new ArrayList<>();
        WebhookEndpoint endpoint = endpoint()
                .on(ALL, (payload, event) -> events.add(event.toString()))
                .build();
        assertThat(endpoint.handle(Events.request(odd)).status()).isEqualTo(200);
        assertThat(events).containsExactly("shop order.\uFFFD[31m 1\uFFFDhandled");
    }
}
