package io.github.webhook4j.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.webhook4j.stripe.FakeStripe.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The endpoints of a {@link FakeStripe}. */
final class FakeEndpoints {

    static final String PATH = "/v1/webhook_endpoints";

    private final Map<String, ObjectNode> all = new LinkedHashMap<>();
    private int made;
    int perPage = 100;
    boolean tellsSecrets = true;

    /** One that is there already; what is returned may be changed. */
    ObjectNode add(String url, String... types) {
        String id = "we_" + ++made;
        ObjectNode endpoint = FakeStripe.JSON.createObjectNode();
        endpoint.put("id", id).put("object", "webhook_endpoint").put("created", 1_767_225_600L + made);
        endpoint.put("status", "enabled").put("url", url).put("unknown_field", "of a later version");
        endpoint.putNull("api_version").putNull("application").putNull("description");
        endpoint.putObject("metadata");
        endpoint.set("enabled_events", FakeStripe.texts(List.of(types)));
        all.put(id, endpoint);
        return endpoint;
    }

    /** The oldest first. */
    List<ObjectNode> all() {
        return List.copyOf(all.values());
    }

    ResponseDefinition answer(Call call) {
        String id = call.under(PATH);
        if (id.isEmpty()) {
            return call.method().equals("GET") ? list(call) : created(call);
        }
        ObjectNode endpoint = all.get(id);
        if (endpoint == null) {
            return FakeStripe.error(404, "No such webhook endpoint: '" + id + "'");
        }
        if (call.method().equals("DELETE")) {
            all.remove(id);
            return FakeStripe.ok(
                    FakeStripe.JSON.createObjectNode().put("id", id).put("deleted", true));
        }
        fill(endpoint, call);
        return FakeStripe.ok(endpoint);
    }

    private ResponseDefinition list(Call call) {
        List<ObjectNode> newestFirst = new ArrayList<>(all.values());
        Collections.reverse(newestFirst);
        return FakeStripe.page(newestFirst, call, perPage);
    }

    private ResponseDefinition created(Call call) {
        ObjectNode endpoint = add(call.field("url", "none"));
        fill(endpoint, call);
        endpoint.put("api_version", call.fields().containsKey("api_version") ? call.field("api_version", "") : null);
        ObjectNode answer = endpoint.deepCopy();
        return FakeStripe.ok(
                tellsSecrets ? answer.put("secret", secretOf(endpoint.path("id").asText())) : answer);
    }

    static String secretOf(String id) {
        return "whsec_of_" + id + "_at_the_fake";
    }

    private static void fill(ObjectNode endpoint, Call call) {
        if (call.fields().containsKey("enabled_events[]")) {
            endpoint.set("enabled_events", FakeStripe.texts(call.fields().get("enabled_events[]")));
        }
        if (call.fields().containsKey("description")) {
            endpoint.put("description", call.field("description", ""));
        }
        if (call.fields().containsKey("disabled")) {
            endpoint.put("status", call.field("disabled", "").equals("true") ? "disabled" : "enabled");
        }
        for (String name : List.of("managed_by", "connect")) {
            if (call.fields().containsKey("metadata[" + name + "]")) {
                endpoint.withObjectProperty("metadata").put(name, call.field("metadata[" + name + "]", ""));
            }
        }
    }
}
