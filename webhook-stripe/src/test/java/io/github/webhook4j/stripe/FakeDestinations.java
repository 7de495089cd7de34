package io.github.webhook4j.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.webhook4j.stripe.FakeStripe.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The event destinations of a {@link FakeStripe}, which has its endpoints, too. */
final class FakeDestinations {

    static final String PATH = "/v2/core/event_destinations";

    private final FakeEndpoints endpoints;
    private final Map<String, ObjectNode> all = new LinkedHashMap<>();
    private int made;
    int perPage = 100;

    FakeDestinations(FakeEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** One of thin events that is there already; what is returned may be changed. */
    ObjectNode add(String url, String... types) {
        ObjectNode destination = FakeStripe.JSON.createObjectNode();
        destination.put("type", "webhook_endpoint").put("event_payload", "thin");
        destination.set("events_from", FakeStripe.texts(List.of("@self")));
        destination.set("enabled_events", FakeStripe.texts(List.of(types)));
        destination.putObject("webhook_endpoint").put("url", url);
        return add(destination);
    }

    private ObjectNode add(ObjectNode destination) {
        String id = "ed_" + ++made;
        destination.put("id", id).put("status", "enabled");
        destination.put("created", "2026-11-26T12:00:%02d.000Z".formatted(made));
        all.put(id, destination);
        return destination;
    }

    List<ObjectNode> all() {
        return List.copyOf(all.values());
    }

    ResponseDefinition answer(Call call) {
        String rest = call.under(PATH);
        if (rest.isEmpty()) {
            return call.method().equals("GET") ? list(call) : created(call);
        }
        String id = rest.replaceFirst("/.*", "");
        ObjectNode destination = all.get(id);
        if (destination == null) {
            return FakeStripe.error(404, "No such event destination");
        }
        if (call.method().equals("DELETE")) {
            all.remove(id);
        } else if (rest.endsWith("/enable")) {
            destination.put("status", "enabled");
        } else {
            destination.setAll(tree(call.body()));
        }
        return FakeStripe.ok(destination);
    }

    private ResponseDefinition list(Call call) {
        List<ObjectNode> found = new ArrayList<>(all.values());
        endpoints.all().forEach(one -> found.add(asDestination(one)));
        if (!call.field("include[0]", "").equals("webhook_endpoint.url")) {
            found.forEach(one -> one.remove("webhook_endpoint"));
        }
        int from = Integer.parseInt(call.field("page", "0"));
        int to = Math.min(found.size(), from + perPage);
        ObjectNode page = FakeStripe.JSON.createObjectNode();
        page.putArray("data").addAll(found.subList(from, to));
        page.put("next_page_url", to < found.size() ? PATH + "?include%5B0%5D=webhook_endpoint.url&page=" + to : null);
        return FakeStripe.ok(page);
    }

    private static ObjectNode asDestination(ObjectNode endpoint) {
        ObjectNode destination = FakeStripe.JSON.createObjectNode();
        destination.put("type", "webhook_endpoint").put("event_payload", "snapshot");
        destination.put("id", endpoint.path("id").asText()).put("status", "enabled");
        boolean connect = endpoint.path("metadata").path("connect").asText().equals("true")
                || endpoint.path("made_for_connect").asBoolean();
        destination.set("events_from", FakeStripe.texts(List.of(connect ? "@accounts" : "@self")));
        destination.set("enabled_events", endpoint.get("enabled_events"));
        destination
                .putObject("webhook_endpoint")
                .put("url", endpoint.path("url").asText());
        return destination;
    }

    private ResponseDefinition created(Call call) {
        ObjectNode destination = add(tree(call.body()));
        destination.remove("include");
        ObjectNode answer = destination.deepCopy();
        String secret = FakeEndpoints.secretOf(destination.path("id").asText());
        answer.withObjectProperty("webhook_endpoint").put("signing_secret", secret);
        return FakeStripe.ok(answer);
    }

    private static ObjectNode tree(String body) {
        try {
            return (ObjectNode) FakeStripe.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
