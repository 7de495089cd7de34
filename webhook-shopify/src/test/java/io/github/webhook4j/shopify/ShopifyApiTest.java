package io.github.webhook4j.shopify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.Subscription;
import io.github.webhook4j.SubscriptionPlan;
import io.github.webhook4j.Subscriptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopifyApiTest {

    private static final URI OURS = URI.create("https://app.example.com/webhooks/shopify");
    private static final URI OTHER = URI.create("https://other.example.com/");
    private static final String ID = "gid://shopify/WebhookSubscription/";

    private final FakeShop shop = new FakeShop();

    @AfterEach
    void close() {
        shop.close();
    }

    private Subscriptions of(String... types) {
        return Subscriptions.builder(shop.api(), OURS).types(Set.of(types)).build();
    }

    private static String create(String topic) {
        return "Create {\"topic\":\"" + topic + "\",\"webhook\":{\"format\":\"JSON\",\"uri\":\"" + OURS + "\"}}";
    }

    private static String delete(int id) {
        return "Delete {\"id\":\"" + ID + id + "\"}";
    }

    @Test
    void fromZeroEveryTopicIsCreated() {
        of("orders/create", "customer.tags_added").apply();

        assertThat(shop.calls()).containsExactly("List {}", create("CUSTOMER_TAGS_ADDED"), create("ORDERS_CREATE"));
        shop.server.verify(
                3,
                postRequestedFor(urlEqualTo("/admin/api/2026-07/graphql.json"))
                        .withHeader("X-Shopify-Access-Token", equalTo(FakeShop.TOKEN))
                        .withHeader("Content-Type", equalTo("application/json")));
        shop.server.verify(postRequestedFor(anyUrl())
                .withRequestBody(matchingJsonPath(
                        "$.query",
                        equalTo("mutation($topic: WebhookSubscriptionTopic!, $webhook: WebhookSubscriptionInput!) "
                                + "{ ORDERS_CREATE: webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhook) "
                                + "{ webhookSubscription { id } userErrors { field message } } }"))));
    }

    @Test
    void appliedTwiceNothingIsChanged() {
        of("orders/*", "customer.tags_added").apply();
        int calls = shop.calls().size();

        assertThat(of("orders/*", "customer.tags_added").apply().isEmpty()).isTrue();
        assertThat(shop.calls()).hasSize(calls + 1).last().isEqualTo("List {}");
    }

    @Test
    void aTopicThatThisVersionDoesNotKnowIsCreatedOnceToo() {
        assertThat(of("moons/landed").apply().toString()).contains("[MOONS_LANDED]");
        assertThat(of("moons/landed").apply().isEmpty()).isTrue();
        assertThat(shop.calls()).containsExactly("List {}", create("MOONS_LANDED"), "List {}");
    }

    @Test
    void whatHasDriftedIsChangedAndNothingElse() {
        shop.has("ORDERS_CREATE", OURS.toString(), "XML")
                .has("PRODUCTS_UPDATE", OURS.toString(), "JSON")
                .has("ORDERS_PAID", OURS.toString(), "JSON")
                .has("ORDERS_DELETE", OTHER.toString(), "JSON");

        SubscriptionPlan plan =
                of("orders/create", "orders/delete", "orders/paid").apply();

        assertThat(plan.steps().toString()).contains("format: XML -> JSON");
        assertThat(shop.calls())
                .containsExactly(
                        "List {}",
                        delete(2),
                        "Update {\"id\":\"" + ID + "1\",\"webhook\":{\"format\":\"JSON\"}}",
                        create("ORDERS_DELETE"));
        assertThat(shop.api().list()).extracting(Subscription::url).containsOnlyOnce(OTHER);
    }

    @Test
    void ofTwoForOneTopicTheOneInAnotherFormatIsDeleted() {
        shop.has("ORDERS_CREATE", OURS.toString(), "XML").has("ORDERS_CREATE", OURS.toString(), "JSON");

        of("orders/create").apply();

        assertThat(shop.calls()).containsExactly("List {}", delete(1));
    }

    @Test
    void toRemoveDeletesWhatIsOursAndAlsoWhatIsGone() {
        shop.has("ORDERS_CREATE", OURS.toString(), "JSON")
                .has("ORDERS_PAID", OTHER.toString(), "JSON")
                .has("ORDERS_PAID", OURS.toString(), "JSON");
        List<Subscription> before = of("*").list();

        of("*").remove();
        shop.api().delete(before.get(0));

        assertThat(shop.calls()).containsExactly("List {}", "List {}", delete(1), delete(3), delete(1));
        assertThat(shop.api().list()).extracting(Subscription::url).containsExactly(OTHER);
    }

    @Test
    void allPagesAreRead() {
        shop.pagesOf(2);
        List.of("A", "B", "C", "D", "E").forEach(topic -> shop.has(topic, OURS.toString(), "JSON"));

        assertThat(shop.api().list()).extracting(Subscription::kind).containsExactly("A", "B", "C", "D", "E");
        assertThat(shop.calls()).containsExactly("List {}", "List {\"after\":\"2\"}", "List {\"after\":\"4\"}");
    }

    @Test
    void pagesThatNeverEndDo() {
        shop.server.stubFor(post(anyUrl()).willReturn(okJson("""
                {"data": {"webhookSubscriptions": {"nodes": [], "pageInfo": {"hasNextPage": true, "endCursor": "x"}}}}""")));

        assertThatThrownBy(() -> shop.api().list())
                .isInstanceOfSatisfying(
                        SenderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
        shop.server.verify(1000, postRequestedFor(anyUrl()));
    }

    @Test
    void whatGoesElsewhereThanToAUrlIsToleratedAndFiltersAreShown() {
        shop.has("ORDERS_CREATE", "arn:aws:events:us-east-1::event-source/x", "JSON")
                .has("ORDERS_CREATE", "pubsub://project:topic", "JSON")
                .has("ORDERS_CREATE", "no uri", "JSON");
        assertThat(shop.api().list())
                .extracting(one -> one.url().toString())
                .containsExactly("arn:aws:events:us-east-1::event-source/x", "pubsub://project:topic");

        shop.server.stubFor(post(anyUrl()).willReturn(okJson("""
                {"data": {"webhookSubscriptions": {"nodes": [{"id": "1", "topic": "ORDERS_PAID", "uri": " https://a.example/ ",
                  "format": "JSON", "filter": "total_price:>=10", "includeFields": ["id", "name"]}],
                  "pageInfo": {"hasNextPage": false, "endCursor": null}}}}""")));
        assertThat(shop.api().list())
                .hasToString("[1 https://a.example/ [orders/paid] {filter=total_price:>=10, format=JSON, "
                        + "includeFields=[\"id\",\"name\"]}]");
    }

    @Test
    void whereSomebodyElseSubscribesAtTheSameTimeItIsLookedAtAgain() {
        shop.server.stubFor(post(anyUrl())
                .inScenario("race")
                .whenScenarioStateIs("Started")
                .willSetStateTo("others were faster")
                .willReturn(okJson("""
                        {"data": {"webhookSubscriptions": {"nodes": [], "pageInfo": {"hasNextPage": false}}}}""")));
        shop.has("ORDERS_CREATE", OURS.toString(), "JSON");

        assertThat(of("orders/create").apply().isEmpty()).isTrue();
        assertThat(shop.calls()).containsExactly("List {}", create("ORDERS_CREATE"), "List {}");
    }

    private Reason refusal(Subscriptions subscriptions, String mutation, ResponseDefinitionBuilder answer) {
        shop.server.stubFor(post(anyUrl()).withRequestBody(containing(mutation)).willReturn(answer));
        return catchThrowableOfType(SenderException.class, subscriptions::apply).reason();
    }

    @Test
    void onlyWhatDoesNoMoreIfItIsDoneTwiceIsTriedAgain() {
        assertThat(refusal(of("orders/create"), "Create(", aResponse().withStatus(503)))
                .isEqualTo(Reason.UNAVAILABLE);
        shop.server.verify(1, postRequestedFor(anyUrl()).withRequestBody(containing("Create(")));

        shop.has("ORDERS_CREATE", OURS.toString(), "XML");
        assertThat(refusal(of("orders/create"), "Update(", aResponse().withStatus(503)))
                .isEqualTo(Reason.UNAVAILABLE);
        shop.server.verify(3, postRequestedFor(anyUrl()).withRequestBody(containing("Update(")));

        shop.has("ORDERS_PAID", OURS.toString(), "JSON");
        assertThat(refusal(of("orders/create"), "Delete(", aResponse().withStatus(503)))
                .isEqualTo(Reason.UNAVAILABLE);
        shop.server.verify(3, postRequestedFor(anyUrl()).withRequestBody(containing("Delete(")));
    }

    @Test
    void anAnswerWithoutWhatWasAskedForIsMalformed() {
        assertThat(refusal(of("orders/create"), "Create(", okJson("{\"data\": {\"ORDERS_CREATE\": null}}")))
                .isEqualTo(Reason.MALFORMED);
        shop.has("ORDERS_CREATE", OURS.toString(), "XML");
        assertThat(refusal(of("orders/create"), "Update(", okJson("{\"data\": {}}")))
                .isEqualTo(Reason.MALFORMED);
        shop.has("ORDERS_PAID", OURS.toString(), "JSON");
        assertThat(refusal(of("orders/create"), "Delete(", okJson("{\"data\": {}}")))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void theOptionsAreUnderstood() {
        SenderApi api = SenderApi.named(
                "shopify",
                Map.of("token", FakeShop.TOKEN, "target", "example.myshopify.com", "api-version", "unstable"));
        assertThat(api).hasToString("ShopifyApi[SenderClient[example.myshopify.com]]");

        for (String target :
                List.of("https://example.myshopify.com", "example", "a.example/x", "a.example:1", "u@a.example")) {
            assertThatThrownBy(() -> SenderApi.named("shopify", Map.of("token", FakeShop.TOKEN, "target", target)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("such as example.myshopify.com");
        }
        assertThatThrownBy(() -> SenderApi.named(
                        "shopify", Map.of("token", FakeShop.TOKEN, "target", "a.example", "api-version", "2026/07")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("api-version");
        assertThatThrownBy(() -> SenderApi.named("shopify", Map.of("token", FakeShop.TOKEN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target");
    }
}
