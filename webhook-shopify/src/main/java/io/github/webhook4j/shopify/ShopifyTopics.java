package io.github.webhook4j.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.Subscription;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Topics as deliveries name them, such as {@code orders/create}, and as the API does, such as {@code ORDERS_CREATE}. */
final class ShopifyTopics {

    private static final Set<String> COMPLIANCE = Set.of("customers/data_request", "customers/redact", "shop/redact");

    private static final List<String> NAMES = ShopifyEvents.all().stream()
            .filter(type -> !type.isFamily())
            .map(EventType::name)
            .toList();

    /** A table, because nothing in the API's name says where the slash was, or that it was a dot. */
    private static final Map<String, String> NAMES_BY_API_NAME = NAMES.stream()
            .filter(name -> !COMPLIANCE.contains(name) && !isOfEvents(name))
            .collect(Collectors.toUnmodifiableMap(ShopifyTopics::apiName, Function.identity()));

    private ShopifyTopics() {}

    /** Nothing but what GraphQL allows in a name, so that it can stand in a query. */
    static String apiName(String topic) {
        return topic.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
    }

    /** As deliveries have it; of a topic that this version does not know, the API's name, so that both sides of a plan have the same. */
    static String name(String topic) {
        String apiName = apiName(topic);
        return NAMES_BY_API_NAME.getOrDefault(apiName, apiName);
    }

    static SenderApi.Wanted wanted(URI url, Set<String> types) {
        List<String> remarks = new ArrayList<>();
        NavigableSet<String> names = new TreeSet<>();
        for (String type : new TreeSet<>(types)) {
            names.addAll(expanded(type, remarks));
        }
        takeOut(
                names,
                COMPLIANCE::contains,
                "are compliance topics, which are not in the API: list them under "
                        + "compliance_topics in shopify.app.toml.",
                remarks);
        takeOut(
                names,
                ShopifyTopics::isOfEvents,
                "belong to Shopify's Events, which are not in the API: " + "subscribe to them in shopify.app.toml.",
                remarks);
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no topic to subscribe to by Shopify's API. " + String.join(" ", remarks));
        }
        return new SenderApi.Wanted(
                names.stream()
                        .map(ShopifyTopics::name)
                        .distinct()
                        .map(name -> subscription(url, name))
                        .toList(),
                remarks);
    }

    private static Subscription subscription(URI url, String name) {
        return new Subscription(null, name, url, new TreeSet<>(Set.of(name)), Map.of("format", "JSON"));
    }

    private static List<String> expanded(String type, List<String> remarks) {
        EventType<JsonNode> wanted = EventType.of(type, JsonNode.class);
        if (!wanted.isFamily()) {
            return List.of(type);
        }
        List<String> members = NAMES.stream().filter(wanted::includes).toList();
        if (members.isEmpty()) {
            remarks.add("No topic that this version knows belongs to " + type + ": name each one.");
        } else if (type.equals("*")) {
            remarks.add(
                    "* is every topic, each a subscription of its own, and Shopify refuses those whose access scope "
                            + "the app lacks: better name topics, or families.");
        }
        return members;
    }

    private static boolean isOfEvents(String name) {
        return Character.isUpperCase(name.charAt(0)) && name.indexOf('/') > 0;
    }

    private static void takeOut(NavigableSet<String> names, Predicate<String> which, String why, List<String> remarks) {
        List<String> out = names.stream().filter(which).toList();
        if (!out.isEmpty()) {
            out.forEach(names::remove);
            remarks.add(String.join(", ", out) + " " + why);
        }
    }
}
