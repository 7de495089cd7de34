package io.github.webhook4j.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.EventType;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.Subscription;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShopifyTopicsTest {

    private static final URI URL = URI.create("https://app.example.com/webhooks/shopify");

    private static SenderApi.Wanted wanted(String... types) {
        return ShopifyTopics.wanted(URL, Set.of(types));
    }

    private static List<String> topics(String... types) {
        return wanted(types).subscriptions().stream().map(Subscription::kind).toList();
    }

    @Test
    void everyTopicIsFoundAgainByWhatTheApiCallsIt() {
        assertThat(ShopifyEvents.all().stream().map(EventType::name).filter(topics("*")::contains))
                .hasSize(218)
                .allSatisfy(name -> {
                    assertThat(ShopifyTopics.apiName(name)).matches("[A-Z][A-Z0-9_]+");
                    assertThat(ShopifyTopics.name(ShopifyTopics.apiName(name))).isEqualTo(name);
                });
        assertThat(ShopifyTopics.name("CUSTOMER_TAGS_ADDED")).isEqualTo("customer.tags_added");
        assertThat(ShopifyTopics.name("FULFILLMENT_ORDERS_MOVED")).isEqualTo("fulfillment_orders/moved");
    }

    @Test
    void familiesAreWhatThisVersionKnowsOfThem() {
        assertThat(topics("tax_services/*")).containsExactly("tax_services/create", "tax_services/update");
        assertThat(topics("customer.*"))
                .containsExactly(
                        "customer.joined_segment",
                        "customer.left_segment",
                        "customer.tags_added",
                        "customer.tags_removed");
        assertThat(wanted("themes/*", "moons/*").remarks())
                .singleElement()
                .asString()
                .contains("moons/*");
    }

    @Test
    void oneSubscriptionIsOfOneTopicAndNoTopicIsTwice() {
        assertThat(wanted("orders/create", "orders/*", "ORDERS_CREATE").subscriptions())
                .allSatisfy(one -> assertThat(one.events()).containsExactly(one.kind()))
                .filteredOn(one -> one.kind().equals("orders/create"))
                .hasToString("[" + URL + " [orders/create] {format=JSON}]");
    }

    @Test
    void whatTheApiDoesNotHaveIsRemarked() {
        SenderApi.Wanted wanted = wanted("shop/redact", "customers/*", "Product/update");

        assertThat(wanted.subscriptions())
                .extracting(Subscription::kind)
                .contains("customers/create")
                .doesNotContain("customers/redact", "shop/redact", "Product/update");
        assertThat(wanted.remarks())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith(
                                        "customers/data_request, customers/redact, shop/redact are compliance topics"),
                        one -> assertThat(one).startsWith("Product/update belong to Shopify's Events"));
        assertThat(wanted("*").remarks()).hasSize(3).first().asString().contains("access scope");
    }

    @Test
    void whereNothingIsLeftItIsRefused() {
        assertThatThrownBy(() -> wanted("shop/redact"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shopify.app.toml");
        assertThatThrownBy(() -> wanted("moons/*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("moons/*");
    }

    @Test
    void anythingElseThanANameCannotGetIntoAQuery() {
        assertThat(ShopifyTopics.apiName("x(id: 1) { y }é")).isEqualTo("X_ID__1____Y__" + "_");
    }
}
