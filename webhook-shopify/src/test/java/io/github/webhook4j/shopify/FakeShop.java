package io.github.webhook4j.shopify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.webhook4j.SenderApi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Keeps subscriptions as Shopify does, and says what it was asked. */
final class FakeShop implements ResponseDefinitionTransformerV2, AutoCloseable {

    static final String TOKEN = "shpat_of_the_tests";

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final String GID = "gid://shopify/WebhookSubscription/";

    final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").extensions(this));
    private final List<ObjectNode> subscriptions = new ArrayList<>();
    private int pageSize = 100;
    private int ids;

    FakeShop() {
        server.start();
        server.stubFor(post(anyUrl()).willReturn(aResponse().withTransformers(getName())));
    }

    SenderApi api() {
        return SenderApi.named("shopify", Map.of("token", TOKEN, "url", server.baseUrl()));
    }

    synchronized FakeShop has(String topic, String uri, String format) {
        subscriptions.add(MAPPER.createObjectNode()
                .put("id", GID + ++ids)
                .put("topic", topic)
                .put("uri", uri)
                .put("format", format)
                .put("added later", 1)
                .putNull("filter"));
        return this;
    }

    FakeShop pagesOf(int size) {
        this.pageSize = size;
        return this;
    }

    /** Queries and variables of all calls, in their order. */
    List<String> calls() {
        List<ServeEvent> events = new ArrayList<>(server.getAllServeEvents());
        Collections.reverse(events);
        return events.stream().map(event -> call(event.getRequest())).toList();
    }

    private static String call(LoggedRequest request) {
        JsonNode body = tree(request);
        String query = body.path("query").asText().replaceAll(".*?(webhookSubscription[A-Za-z]*)\\(.*", "$1");
        String what = query.replaceFirst("webhookSubscription", "");
        return (what.equals("s") ? "List" : what) + " "
                + MAPPER.valueToTree(MAPPER.convertValue(body.path("variables"), Object.class));
    }

    private static JsonNode tree(LoggedRequest request) {
        try {
            return MAPPER.readTree(request.getBody());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String getName() {
        return "fake-shop";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        JsonNode body = tree(event.getRequest());
        String query = body.path("query").asText();
        ObjectNode answer = MAPPER.createObjectNode();
        answer(query, body.path("variables"), answer.putObject("data"));
        return okJson(answer.toString()).build();
    }

    private void answer(String query, JsonNode variables, ObjectNode data) {
        if (query.contains("webhookSubscriptions(")) {
            list(variables, data.putObject("webhookSubscriptions"));
        } else if (query.contains("webhookSubscriptionCreate(")) {
            String alias = query.replaceAll("(?s).*\\{ (\\w+): webhookSubscriptionCreate.*", "$1");
            create(variables, data.putObject(alias));
        } else {
            String name = query.replaceAll("(?s).*\\{ (webhookSubscription\\w+)\\(.*", "$1");
            change(variables, data.putObject(name), name.endsWith("Delete"));
        }
    }

    private void list(JsonNode variables, ObjectNode connection) {
        int from = variables.path("after").asInt(0);
        int to = Math.min(from + pageSize, subscriptions.size());
        connection.putArray("nodes").addAll(subscriptions.subList(from, to));
        connection
                .putObject("pageInfo")
                .put("hasNextPage", to < subscriptions.size())
                .put("endCursor", String.valueOf(to));
    }

    private void create(JsonNode variables, ObjectNode done) {
        String topic = variables.path("topic").asText();
        JsonNode webhook = variables.path("webhook");
        ArrayNode errors = done.putArray("userErrors");
        if (subscriptions.stream().anyMatch(one -> same(one, topic, webhook))) {
            done.putNull("webhookSubscription");
            refuse(errors, "Address for this topic has already been taken", "webhookSubscription", "callbackUrl");
            return;
        }
        has(topic, webhook.path("uri").asText(), webhook.path("format").asText());
        done.set("webhookSubscription", subscriptions.get(subscriptions.size() - 1));
    }

    private static boolean same(ObjectNode one, String topic, JsonNode webhook) {
        return one.path("topic").asText().equals(topic)
                && one.path("uri").equals(webhook.path("uri"))
                && one.path("format").equals(webhook.path("format"));
    }

    private void change(JsonNode variables, ObjectNode done, boolean delete) {
        ArrayNode errors = done.putArray("userErrors");
        ObjectNode existing = subscriptions.stream()
                .filter(one -> one.path("id").equals(variables.path("id")))
                .findFirst()
                .orElse(null);
        if (existing == null) {
            refuse(errors, "Webhook subscription does not exist", "id");
        } else if (delete) {
            subscriptions.remove(existing);
        } else {
            variables.path("webhook").properties().forEach(field -> existing.set(field.getKey(), field.getValue()));
            done.set("webhookSubscription", existing);
        }
    }

    private static void refuse(ArrayNode errors, String text, String... field) {
        ObjectNode error = errors.addObject().put("message", text);
        List.of(field).forEach(error.putArray("field")::add);
    }

    @Override
    public void close() {
        server.stop();
    }
}
