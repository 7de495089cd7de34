package io.github.webhook4j.shopify.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.shopify.Shopify;
import io.github.webhook4j.shopify.ShopifyEvents;
import io.github.webhook4j.test.PayloadContract;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class ShopifyPayloadsTest extends PayloadContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return Shopify.provider(secrets);
    }

    @Override
    protected List<EventType<?>> types() {
        return ShopifyEvents.all();
    }

    @Override
    protected List<Example> recorded() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path file : files("shopify/examples")) {
            String name = file.getFileName().toString();
            String topic = name.substring(0, name.lastIndexOf('.')).replace("__", "/");
            examples.add(new Example(name, topic, read(file)));
        }
        return examples;
    }

    @Test
    void knowsEveryTopicAndTheChangesOfBothResources() {
        assertThat(types()).extracting(EventType::name).doesNotHaveDuplicates();
        assertThat(types())
                .filteredOn(type -> type.payload() == ResourceChange.class)
                .extracting(EventType::name)
                .containsExactly(
                        "Customer/create",
                        "Customer/delete",
                        "Customer/update",
                        "Product/create",
                        "Product/delete",
                        "Product/update");
        assertThat(types())
                .filteredOn(type -> type.payload() != ResourceChange.class)
                .hasSize(221);
    }

    @Test
    @EnabledIfSystemProperty(named = "webhook4j.data", matches = ".+")
    void theTopicsAreThoseOfShopifysList() throws IOException {
        Path list = Path.of(System.getProperty("webhook4j.data"), "shopify", "events.json");
        List<String> listed = new ArrayList<>();
        read(list)
                .path("topics")
                .forEach(topic -> listed.add(topic.path("topic").asText()));
        assertThat(types())
                .filteredOn(type -> type.payload() != ResourceChange.class)
                .extracting(EventType::name)
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void onlyTopicsThatNobodyHasShownAreJson() {
        assertThat(types())
                .filteredOn(type -> type.payload() == JsonNode.class)
                .hasSize(9)
                .extracting(EventType::name)
                .allMatch(name -> name.startsWith("finance_")
                        || name.startsWith("subscription_billing_attempts/")
                        || name.equals("returns/process"));
    }

    @Test
    void anOrderBindsItsLargeIdItsTextsOfMoneyAndItsTimes() {
        Order order = bind(ShopifyEvents.ORDERS_CREATE, """
                {"id": 820982911946154508, "total_price": "414.95", "created_at": "2021-12-31T19:00:00-05:00",
                 "current_total_price_set": {"shop_money": {"amount": "414.95", "currency_code": "USD"}},
                 "line_items": [{"id": 866550311766439020, "quantity": 1, "tax_lines": [{"rate": 0.06}]}],
                 "customer": {"id": 115310627314723954}, "not_there_yet": {}}
                """);

        assertThat(order.id()).isEqualTo(820_982_911_946_154_508L);
        assertThat(order.totalPrice()).isEqualTo("414.95");
        assertThat(order.createdAt()).isEqualTo(Instant.parse("2022-01-01T00:00:00Z"));
        assertThat(order.currentTotalPriceSet().shopMoney()).isEqualTo(new Money("414.95", "USD", null));
        assertThat(order.lineItems().get(0).taxLines())
                .extracting(TaxLine::rate)
                .containsExactly(new BigDecimal("0.06"));
        assertThat(order.customer().id()).isEqualTo(115_310_627_314_723_954L);
    }

    @Test
    void whatCustomersAndShopsWantErasedIsTyped() {
        CustomerRedaction redaction = bind(ShopifyEvents.CUSTOMERS_REDACT, """
                {"shop_id": 1, "shop_domain": "a.myshopify.com", "customer": {"id": 2}, "orders_to_redact": [3, 4]}
                """);
        CustomerDataRequest request = bind(ShopifyEvents.CUSTOMERS_DATA_REQUEST, """
                {"shop_id": 1, "customer": {"id": 2}, "orders_requested": [3], "data_request": {"id": 9}}
                """);
        ShopRedaction shop = bind(ShopifyEvents.SHOP_REDACT, "{\"shop_id\": 1, \"shop_domain\": \"a.myshopify.com\"}");

        assertThat(redaction.ordersToRedact()).containsExactly(3L, 4L);
        assertThat(request.ordersRequested()).containsExactly(3L);
        assertThat(shop.shopId()).isEqualTo(1L);
    }

    @Test
    void aChangeBindsInItsFormOfTodayAndInTheFormerOne() {
        ResourceChange today = bind(ShopifyEvents.PRODUCT_UPDATE, """
                {"topic": "Product", "action": "update", "handle": "titles",
                 "fields_changed": {"added": ["a"], "updated": ["title"], "removed": []}, "data": {"product": {}}}
                """);
        ResourceChange former = bind(ShopifyEvents.PRODUCT_UPDATE, """
                {"topic": "Product", "action": "update", "handle": "titles", "fields_changed": ["title"]}
                """);

        assertThat(today.fieldsChanged())
                .isEqualTo(new ResourceChange.FieldsChanged(List.of("a"), List.of("title"), List.of()));
        assertThat(former.fieldsChanged().updated()).containsExactly("title");
        assertThat(former.data()).isNull();
    }
}
