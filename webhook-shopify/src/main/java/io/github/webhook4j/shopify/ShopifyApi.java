package io.github.webhook4j.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SecretExchange;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderCall;
import io.github.webhook4j.SenderClient;
import io.github.webhook4j.SenderOptions;
import io.github.webhook4j.Subscription;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The app's webhook subscriptions in one shop, by the GraphQL Admin API: one for each topic. What it does is in {@link Shopify.Factory}. */
final class ShopifyApi implements SenderApi {

    static final Set<String> OPTIONS = Set.of("token", "target", "api-version", "url");

    /** The mutation whose {@code does not exist} is no refusal. */
    static final String DELETE = "webhookSubscriptionDelete";

    private static final String VERSION = "2026-07";
    private static final Pattern VERSIONS = Pattern.compile("20[0-9]{2}-[0-9]{2}|unstable");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final int MOST_PAGES = 1_000;

    private static final String LIST = "query($after: String) { webhookSubscriptions(first: 100, after: $after, "
            + "sortKey: CREATED_AT) { nodes { id topic uri format filter includeFields } "
            + "pageInfo { hasNextPage endCursor } } }";

    /** The topic is the alias, because what is refused names neither. */
    private static final String CREATE = "mutation($topic: WebhookSubscriptionTopic!, $webhook: "
            + "WebhookSubscriptionInput!) { %s: webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhook) "
            + "{ webhookSubscription { id } userErrors { field message } } }";

    private static final String UPDATE = "mutation($id: ID!, $webhook: WebhookSubscriptionInput!) { "
            + "webhookSubscriptionUpdate(id: $id, webhookSubscription: $webhook) "
            + "{ webhookSubscription { id } userErrors { field message } } }";

    private static final String REMOVE = "mutation($id: ID!) { " + DELETE + "(id: $id) "
            + "{ deletedWebhookSubscriptionId userErrors { field message } } }";

    private final SenderClient client;
    private final String path;

    ShopifyApi(SenderOptions options) {
        String token = options.required("token");
        String version = options.get("api-version", VERSION);
        if (!VERSIONS.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "The option \"api-version\" of Shopify's API is a quarter, such as " + VERSION);
        }
        this.path = "/admin/api/" + version + "/graphql.json";
        this.client = SenderClient.builder(base(options))
                .header("X-Shopify-Access-Token", () -> token)
                .problems(ShopifyProblems::of)
                .build();
    }

    private static URI base(SenderOptions options) {
        if (options.optional("url") != null) {
            return options.url("url", "");
        }
        String shop = options.required("target");
        if (!DOMAIN.matcher(shop).matches()) {
            throw new IllegalArgumentException(
                    "The option \"target\" of Shopify's API is the shop's domain alone, such as example.myshopify.com");
        }
        return URI.create("https://" + shop);
    }

    @Override
    public Wanted wanted(URI url, Set<String> types) {
        return ShopifyTopics.wanted(url, types);
    }

    @Override
    public List<Subscription> list() {
        List<Subscription> all = new ArrayList<>();
        Map<String, String> variables = Map.of();
        for (int page = 1; ; page++) {
            SenderAnswer answer = client.send(call(LIST, variables).repeatable());
            JsonNode found = answer.json().at("/data/webhookSubscriptions");
            if (!found.path("nodes").isArray()) {
                throw answer.malformed("has no webhookSubscriptions");
            }
            for (JsonNode node : found.path("nodes")) {
                Subscription one = subscription(answer, node);
                if (one != null) {
                    all.add(one);
                }
            }
            if (!found.at("/pageInfo/hasNextPage").asBoolean()) {
                return all;
            }
            variables = Map.of("after", text(answer, found.path("pageInfo"), "endCursor"));
            if (page == MOST_PAGES) {
                throw answer.malformed("has more than " + MOST_PAGES + " pages before it");
            }
        }
    }

    /** What goes to no URI at all cannot come to an endpoint, and is left alone. */
    private static @Nullable Subscription subscription(SenderAnswer answer, JsonNode node) {
        String id = text(answer, node, "id");
        String topic = ShopifyTopics.name(text(answer, node, "topic"));
        String uri = text(answer, node, "uri").strip();
        Map<String, String> settings = new TreeMap<>();
        for (String name : List.of("format", "filter", "includeFields")) {
            JsonNode value = node.path(name);
            if (!value.isEmpty() || !value.asText("").isEmpty()) {
                settings.put(name, value.isArray() ? value.toString() : value.asText());
            }
        }
        try {
            return new Subscription(id, topic, new URI(uri), new TreeSet<>(Set.of(topic)), settings);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    @Override
    public void create(Subscription wanted, SecretExchange secrets) {
        String topic = ShopifyTopics.apiName(wanted.kind());
        Map<String, String> webhook = new TreeMap<>(wanted.settings());
        webhook.put("uri", wanted.url().toString());
        SenderAnswer answer = client.send(call(CREATE.formatted(topic), Map.of("topic", topic, "webhook", webhook)));
        text(answer, answer.json().path("data").path(topic).path("webhookSubscription"), "id");
    }

    @Override
    public void update(Subscription existing, Subscription wanted, SecretExchange secrets) {
        Map<String, ?> variables = Map.of("id", String.valueOf(existing.id()), "webhook", wanted.settings());
        SenderAnswer answer = client.send(call(UPDATE, variables).repeatable());
        text(answer, answer.json().at("/data/webhookSubscriptionUpdate/webhookSubscription"), "id");
    }

    @Override
    public void delete(Subscription existing) {
        Map<String, String> variables = Map.of("id", String.valueOf(existing.id()));
        SenderAnswer answer = client.send(call(REMOVE, variables).repeatable());
        if (!answer.json().path("data").path(DELETE).isObject()) {
            throw answer.malformed("has no " + DELETE);
        }
    }

    private SenderCall call(String query, Map<String, ?> variables) {
        return SenderCall.of("POST", path).json(Map.of("query", query, "variables", variables));
    }

    private static String text(SenderAnswer answer, JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw answer.malformed("has no " + name);
        }
        return value.asText();
    }

    @Override
    public String toString() {
        return "ShopifyApi[" + client + "]";
    }
}
