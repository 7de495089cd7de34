package io.github.webhook4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes requests and events of a small provider, for tests of this package. */
final class Events {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final Secrets SECRETS = Secrets.of("secret");
    static final SignatureScheme SCHEME = SignatureScheme.hmacSha256()
            .signature(Field.prefixed("X-Signature", "sha256="))
            .build();

    /** A payload. */
    record Order(String id, Long total) {}

    /** Another payload. */
    record Refund(String id) {}

    /** The whole. */
    record Envelope(String id, String type) {}

    private Events() {}

    static WebhookProvider.Builder open() {
        return WebhookProvider.builder("shop", SCHEME, SECRETS)
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .payload("/data", Envelope.class);
    }

    static WebhookProvider provider() {
        return open().types(List.of(
                        EventType.of("order.paid", Order.class),
                        EventType.of("order.sent", Order.class),
                        EventType.of("order.refund.made", Refund.class),
                        EventType.of("shop.closed", JsonNode.class)))
                .build();
    }

    static byte[] json(String type) {
        return ("{\"id\":\"1\",\"type\":\"" + type + "\",\"data\":{\"id\":\"o1\",\"total\":5}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static WebhookRequest post(byte[] body) {
        return WebhookRequest.builder("POST", "/").body(body).build();
    }

    static WebhookRequest request(byte[] body) {
        return request(Map.of(), body);
    }

    static WebhookRequest request(Map<String, String> headers, byte[] body) {
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body);
        SCHEME.sign(SECRETS, post(body), NOW).forEach(request::header);
        headers.forEach(request::header);
        return request.build();
    }

    static WebhookEvent event(String endpoint, String key) {
        WebhookProvider provider = provider();
        byte[] body = ("{\"id\":\"" + key + "\",\"type\":\"order.paid\",\"data\":{}}").getBytes(StandardCharsets.UTF_8);
        WebhookRequest request = request(body);
        return new WebhookEvent(
                new WebhookEvent.Origin(endpoint, provider, new EndpointListener() {}, new EventFamilies(List.of())),
                new WebhookEvent.Arrival(request, body, NOW, 0),
                provider.reader().read(request, body, text -> body).events().get(0));
    }
}
