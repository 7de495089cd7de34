package io.github.webhook4j;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.RejectedException.Reason;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as a channel passes it on: one JSON object with the headers by their names in lower case and, beside them, the query, the time and
 * the body in one or more of three forms.
 *
 * @param request the request
 * @param exact whether its body is what the sender has sent, byte for byte; else it is what the channel has made of it
 */
record ChannelDelivery(WebhookRequest request, boolean exact) {

    /** The body as text, by servers of smee for a while. */
    private static final String TEXT = "rawdata";

    /** The body in Base64, by gosmee. */
    private static final String BASE64 = "bodyB";

    /** The body parsed and written anew, by smee. */
    private static final String PARSED = "body";

    private static final String QUERY = "query";
    private static final String MESSAGE = "message";

    private static final EventScan.Plan PLAN = EventScan.Plan.of(List.of("/" + PARSED));

    /** What is no header, and headers of the connections between the sender and the channel. */
    private static final Set<String> LEFT_OUT = Set.of(
            TEXT,
            BASE64,
            PARSED,
            QUERY,
            "timestamp",
            "host",
            "content-length",
            "connection",
            "keep-alive",
            "transfer-encoding",
            "te",
            "upgrade",
            "expect");

    /**
     * Reads one.
     *
     * @param data an event's data
     * @param path the channel's
     * @return the delivery, or {@code null} if it is what a channel says by itself, such as that it is ready
     * @throws RejectedException if it is not of this form
     */
    static @Nullable ChannelDelivery of(byte[] data, String path) {
        if (data.length == 0 || data[0] != '{') {
            return null;
        }
        EventScan scan = EventScan.of(data, PLAN);
        JsonNode tree = tree(data);
        if (tree.isEmpty() || (tree.size() == 1 && tree.has(MESSAGE))) {
            return null;
        }
        WebhookRequest.Builder request = WebhookRequest.builder("POST", path + query(tree.path(QUERY)));
        tree.properties().forEach(field -> {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (field.getValue().isTextual() && !LEFT_OUT.contains(name) && !name.startsWith("x-forwarded-")) {
                request.header(field.getKey(), field.getValue().textValue());
            }
        });
        byte[] exact = exact(tree);
        return new ChannelDelivery(
                request.body(exact == null ? parsed(data, scan, tree) : exact).build(), exact != null);
    }

    private static JsonNode tree(byte[] data) {
        try {
            return Json.MAPPER.readTree(data);
        } catch (IOException e) {
            // not as the cause: Jackson's message quotes the body
            throw new RejectedException(Reason.EVENT_MALFORMED, "what the channel passes on is no JSON");
        }
    }

    private static byte @Nullable [] exact(JsonNode tree) {
        if (tree.path(TEXT).isTextual()) {
            return tree.path(TEXT).textValue().getBytes(StandardCharsets.UTF_8);
        }
        if (!tree.path(BASE64).isTextual()) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(tree.path(BASE64).textValue());
        } catch (IllegalArgumentException e) {
            throw new RejectedException(
                    Reason.EVENT_MALFORMED, "what the channel passes on has a body that is no Base64");
        }
    }

    /** Cut out and never written anew: what the channel has written is closer to what was sent than what we would write. */
    private static byte[] parsed(byte[] data, EventScan scan, JsonNode tree) {
        EventScan.Span span = scan.span("/" + PARSED);
        return span == null ? tree.path(PARSED).asText().getBytes(StandardCharsets.UTF_8) : span.of(data);
    }

    private static String query(JsonNode query) {
        List<String> pairs = new ArrayList<>();
        query.properties().forEach(parameter -> {
            JsonNode value = parameter.getValue();
            if (value.isArray()) {
                value.forEach(one -> pairs.add(pair(parameter.getKey(), one)));
            } else {
                pairs.add(pair(parameter.getKey(), value));
            }
        });
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static String pair(String name, JsonNode value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value.asText(), StandardCharsets.UTF_8);
    }
}
