package io.github.webhook4j.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.test.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopifyTest {

    private static final byte[] BODY = "{\"id\":820982911946154508}".getBytes(StandardCharsets.UTF_8);

    private final WebhookProvider shopify = Shopify.provider(Secrets.of("own shopify secret"));
    private final List<WebhookEvent> events = new ArrayList<>();
    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(shopify)
            .on(EventType.of("*", JsonNode.class), (payload, event) -> events.add(event))
            .build();

    private int webhook(String id, String topic) {
        return receive(Map.of(
                "X-Shopify-Topic",
                topic,
                "X-Shopify-Webhook-Id",
                id,
                "X-Shopify-Triggered-At",
                "2026-01-01T00:00:00.123456789Z",
                "X-Shopify-Hmac-Sha256",
                hmac()));
    }

    private int event(String eventId, String handle, String webhookId) {
        return receive(Map.of(
                "shopify-topic",
                "Product",
                "shopify-action",
                "update",
                "shopify-event-id",
                eventId,
                "shopify-handle",
                handle,
                "shopify-webhook-id",
                webhookId,
                "shopify-hmac-sha256",
                hmac()));
    }

    private String hmac() {
        WebhookRequest request = WebhookRequest.builder("POST", "/").body(BODY).build();
        return shopify.sign(request, Instant.EPOCH).values().iterator().next();
    }

    private int receive(Map<String, String> headers) {
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(BODY);
        headers.forEach(request::header);
        return endpoint.handle(request.build()).status();
    }

    @Test
    void aWebhooksTypeIsItsTopicAndItsIdItsWebhookId() {
        assertThat(webhook("w-1", "orders/create")).isEqualTo(200);

        assertThat(events).hasSize(1).first().satisfies(event -> {
            assertThat(event.type()).isEqualTo("orders/create");
            assertThat(event.id()).isEqualTo("w-1");
            assertThat(event.occurredAt()).isEqualTo("2026-01-01T00:00:00.123456789Z");
        });
    }

    @Test
    void aTopicWithADotIsATypeAsAnyOther() {
        webhook("w-1", "customer.tags_added");

        assertThat(events).extracting(WebhookEvent::type).containsExactly("customer.tags_added");
    }

    @Test
    void anEventsTypeIsTopicAndActionAndItsIdItsWebhookId() {
        assertThat(event("e-1", "products", "w-1")).isEqualTo(200);

        assertThat(events).hasSize(1).first().satisfies(event -> {
            assertThat(event.type()).isEqualTo("Product/update");
            assertThat(event.id()).isEqualTo("w-1");
        });
    }

    @Test
    void aWebhookIsHandledOnceForEachWebhookId() {
        webhook("w-1", "orders/create");
        webhook("w-1", "orders/create");
        webhook("w-2", "orders/create");

        assertThat(events).extracting(WebhookEvent::id).containsExactly("w-1", "w-2");
    }

    @Test
    void anEventIsHandledOnceForEachSubscriptionThatItReaches() {
        event("e-1", "prices", "w-1");
        event("e-1", "prices", "w-2");
        event("e-1", "stock", "w-3");
        event("e-2", "prices", "w-4");

        assertThat(events).extracting(WebhookEvent::id).containsExactly("w-1", "w-3", "w-4");
    }

    @Test
    void aSignatureOfOneKindNeverStandsInForAWrongOneOfTheOther() {
        assertThat(receive(Map.of(
                        "X-Shopify-Topic",
                        "orders/create",
                        "X-Shopify-Webhook-Id",
                        "w-1",
                        "X-Shopify-Hmac-Sha256",
                        "A".repeat(43) + "=",
                        "shopify-hmac-sha256",
                        hmac())))
                .isEqualTo(401);
        assertThat(events).isEmpty();
    }

    @Test
    void whatIsSignedButSaysNeitherTopicNorIdIsNoEvent() {
        assertThat(receive(Map.of("X-Shopify-Hmac-Sha256", hmac(), "X-Shopify-Webhook-Id", "w-1")))
                .isEqualTo(400);
        assertThat(receive(Map.of("X-Shopify-Hmac-Sha256", hmac(), "X-Shopify-Topic", "orders/create")))
                .isEqualTo(400);
    }

    @Test
    void aSignedRequestOfATestIsAWebhook() {
        SignedRequest request =
                SignedRequest.of(shopify).event("orders/create").id("w-1").build();

        assertThat(request.headers())
                .containsEntry("X-Shopify-Topic", "orders/create")
                .containsEntry("X-Shopify-Webhook-Id", "w-1")
                .containsKey("X-Shopify-Hmac-Sha256");
    }
}
