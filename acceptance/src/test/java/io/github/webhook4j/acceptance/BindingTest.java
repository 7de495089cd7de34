package io.github.webhook4j.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhook4j.Binding;
import io.github.webhook4j.EventType;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.acceptance.Deliveries.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Our binding of records against Jackson's, over every payload and a few thousand variants of them. */
class BindingTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int VARIANTS = 5;

    private static final Map<String, WebhookProvider> PROVIDERS = Stream.of(
                    Senders.STRIPE, Senders.GITHUB, Senders.SLACK, Senders.SHOPIFY, Senders.ZOOM, Senders.STANDARD)
            .collect(Collectors.toMap(WebhookProvider::name, Function.identity()));

    private static final List<String> VALUES = List.of(
            "null",
            "\"other\"",
            "\"17\"",
            "\"2026-01-01T00:00:00Z\"",
            "-7",
            "1767225600",
            "1.5",
            "12345678901234567890",
            "true",
            "{\"id\":\"other\",\"other\":1}",
            "[\"other\",1,null,{\"id\":5}]");

    private final Random random = new Random(20260101);

    @Test
    void everyPayloadAndItsVariantsAreBoundAsJacksonBindsThem() throws IOException {
        int bound = 0;
        for (Delivery delivery : Deliveries.all()) {
            for (WebhookEvent event : events(delivery)) {
                Class<?> type = Binding.type(provider(delivery), event);
                JsonNode json = event.payload(JsonNode.class);
                for (int i = 0; type != null && json.isObject() && i <= VARIANTS; i++) {
                    JsonNode variant = i == 0 ? json : changed(json.deepCopy());
                    byte[] body = MAPPER.writeValueAsBytes(variant);
                    assertSame(
                            Binding.ours(body, type), Binding.jacksons(body, type), variant + " of " + delivery.what());
                    bound++;
                }
            }
        }
        assertThat(bound).isGreaterThan(100);
    }

    /** The same record, and the same places; of what is bound from a tree, Jackson sometimes names only where the tree stands. */
    private static void assertSame(Binding ours, Binding jacksons, String what) {
        assertThat(ours.payload()).as(what).isEqualTo(jacksons.payload());
        assertThat(ours.places()).as(what).hasSameSizeAs(jacksons.places());
        for (int i = 0; i < ours.places().size(); i++) {
            assertThat(ours.places().get(i))
                    .as(what)
                    .startsWith(jacksons.places().get(i));
        }
    }

    private static WebhookProvider provider(Delivery delivery) {
        return Objects.requireNonNull(PROVIDERS.get(delivery.provider()));
    }

    private static List<WebhookEvent> events(Delivery delivery) {
        List<WebhookEvent> events = new ArrayList<>();
        WebhookEndpoint.builder(provider(delivery))
                .on(EventType.of("*", JsonNode.class), (json, event) -> events.add(event))
                .build()
                .handle(delivery.request().toRequest());
        return events;
    }

    /** Every twentieth value becomes another one, and every sixtieth field is removed. */
    private JsonNode changed(JsonNode json) throws IOException {
        if (json instanceof ObjectNode object) {
            for (String name : names(object)) {
                if (random.nextInt(60) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, value(object.get(name)));
                }
            }
        } else if (json instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, value(array.get(i)));
            }
        }
        return json;
    }

    private JsonNode value(JsonNode json) throws IOException {
        return random.nextInt(20) == 0 ? MAPPER.readTree(VALUES.get(random.nextInt(VALUES.size()))) : changed(json);
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
