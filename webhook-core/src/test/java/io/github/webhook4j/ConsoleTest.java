package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static final byte[] PAID = Events.json("order.paid");

    private final WebhookConsole console = new WebhookConsole();
    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.provider())
            .clock(Clock.fixed(Events.NOW, ZoneOffset.UTC))
            .listener(console)
            .on(EventType.of("order.paid", Events.Order.class), (order, event) -> {})
            .on(EventType.of("order.*", JsonNode.class), (json, event) -> {})
            .build();

    ConsoleTest() {
        console.mounted(Map.of("/webhooks/shop", endpoint));
    }

    private JsonNode overview() {
        return Json.MAPPER.valueToTree(console.overview());
    }

    @Test
    void itShowsEndpointsBeforeAnythingHasCome() {
        assertThat(overview())
                .hasToString("{\"endpoints\":[{\"name\":\"shop\",\"path\":\"/webhooks/shop\",\"provider\":\"shop\","
                        + "\"handlers\":{\"order.*\":[\"on(\\\"order.*\\\")\"],\"order.paid\":[\"on(\\\"order.paid\\\")\"]},"
                        + "\"deliveries\":{},\"rejections\":{}}],\"deliveries\":[],\"rejections\":[]}");
        assertThat(console.summary()).hasToString("{shop={path=/webhooks/shop}}");
    }

    @Test
    void itCountsAndListsWhatCameAndShowsNoBodyAndNoHeader() {
        endpoint.handle(Events.request(PAID));
        endpoint.handle(Events.request(PAID));
        endpoint.handle(Events.post(PAID));

        JsonNode overview = overview();
        assertThat(overview.at("/endpoints/0/deliveries"))
                .hasToString("{\"duplicate\":1,\"handled\":1,\"rejected\":1}");
        assertThat(overview.at("/endpoints/0/rejections")).hasToString("{\"signature_missing\":1}");
        assertThat(overview.at("/endpoints/0/lastAccepted").asText()).isEqualTo(Events.NOW.toString());
        assertThat(overview.at("/endpoints/0/lastRejected").asText()).isEqualTo(Events.NOW.toString());

        assertThat(overview.path("deliveries")).hasSize(2);
        JsonNode newest = overview.at("/deliveries/0");
        assertThat(newest.path("outcome").asText()).isEqualTo("duplicate");
        assertThat(newest.path("status").asInt()).isEqualTo(200);
        assertThat(newest.at("/events/0/type").asText()).isEqualTo("order.paid");
        assertThat(newest.at("/events/0/id").asText()).isEqualTo("1");

        assertThat(overview.at("/rejections/0/status").asInt()).isEqualTo(401);
        assertThat(overview.at("/rejections/0/reason").asText()).contains("no X-Signature header");
        assertThat(console.summary().toString()).contains("lastAccepted", "lastRejected");
        String signature = String.valueOf(Events.request(PAID).headers().first("X-Signature"));
        assertThat(overview.toString()).doesNotContain(signature, "total");
    }

    @Test
    void refusalsPushNoDeliveryOut() {
        endpoint.handle(Events.request(PAID));
        for (int i = 0; i < 150; i++) {
            endpoint.handle(Events.post("{}".getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(overview().path("deliveries")).hasSize(1);
        assertThat(overview().path("rejections")).hasSize(100);
    }
}
