package io.github.webhook4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.EventType;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import java.util.ArrayList;
import java.util.List;

/** Delivers bodies to an endpoint with a handler for each type, and keeps what the handlers got. Not thread-safe. */
final class Deliveries {

    private static final EventType<JsonNode> ANY = EventType.of("*", JsonNode.class);

    private final WebhookProvider provider;
    private final WebhookEndpoint endpoint;
    private final List<WebhookEvent> events = new ArrayList<>();
    private final List<Object> payloads = new ArrayList<>();

    Deliveries(WebhookProvider provider, List<EventType<?>> types) {
        this.provider = provider;
        WebhookEndpoint.Builder builder = WebhookEndpoint.builder(provider)
                .inbox(new ForgetfulInbox())
                .listener(new EndpointListener() {})
                .on(ANY, (payload, event) -> events.add(event));
        types.forEach(type -> builder.on(type, (payload, event) -> payloads.add(payload)));
        this.endpoint = builder.build();
    }

    /** Delivers a body, and gives the event that it was. */
    WebhookEvent deliver(String type, byte[] body) {
        events.clear();
        payloads.clear();
        SignedRequest request =
                SignedRequest.of(provider).event(type).body(body).build();

        assertThat(endpoint.handle(request.toRequest()).status()).as(type).isEqualTo(200);
        assertThat(events).as(type).hasSize(1);
        return events.get(0);
    }

    /** Delivers a body, and gives what it binds to; what its type's handlers got, unless the sender misspells the type. */
    Object bind(EventType<?> type, String name, byte[] body) {
        WebhookEvent event = deliver(name, body);
        Object payload = event.payload(type.payload());
        if (type.includes(event.type())) {
            assertThat(payloads).as(name).isNotEmpty().allMatch(handled -> handled == payload);
        }
        return payload;
    }

    /** The event delivered last. */
    WebhookEvent event() {
        return events.get(0);
    }
}
