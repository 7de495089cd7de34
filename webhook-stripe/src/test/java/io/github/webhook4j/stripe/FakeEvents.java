package io.github.webhook4j.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.webhook4j.stripe.FakeStripe.Call;
import java.util.ArrayList;
import java.util.List;

/** The events that a {@link FakeStripe} could not deliver. */
final class FakeEvents {

    static final String PATH = "/v1/events";

    private final List<ObjectNode> newestFirst = new ArrayList<>();

    /** One newer than all before. */
    ObjectNode add(String id, long created) {
        ObjectNode event = FakeStripe.JSON.createObjectNode();
        event.put("id", id).put("object", "event").put("type", "invoice.paid").put("created", created);
        event.put("api_version", "2025-03-31.basil").put("pending_webhooks", 1).put("livemode", false);
        event.putObject("data").putObject("object").put("id", "in_of_" + id).put("object", "invoice");
        newestFirst.add(0, event);
        return event;
    }

    ResponseDefinition answer(Call call) {
        String id = call.under(PATH);
        if (id.isEmpty()) {
            return undelivered(call);
        }
        return newestFirst.stream()
                .filter(event -> event.path("id").asText().equals(id))
                .findFirst()
                .map(FakeStripe::ok)
                .orElseGet(() -> FakeStripe.error(404, "No such notification: '" + id + "'"));
    }

    private ResponseDefinition undelivered(Call call) {
        if (!call.field("delivery_success", "").equals("false")) {
            return FakeStripe.error(400, "The fake knows only what was not delivered");
        }
        long from = Long.parseLong(call.field("created[gte]", "0"));
        List<ObjectNode> asked = newestFirst.stream()
                .filter(event -> event.path("created").asLong() >= from)
                .toList();
        return FakeStripe.page(asked, call, 100);
    }
}
