package io.github.webhook4j.micrometer;

import io.github.webhook4j.EventType;
import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.test.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small sender, and what it sends. */
final class Shop {

    static final String SECRET = "the-secret-of-the-shop";

    /** A payload. */
    record Order(@Nullable String id, @Nullable Long total) {}

    static final EventType<Order> PAID = EventType.of("order.paid", Order.class);

    private static final WebhookProvider PROVIDER = WebhookProvider.builder(
                    "shop",
                    SignatureScheme.hmacSha256()
                            .signature(Field.prefixed("X-Signature", "sha256="))
                            .build(),
                    Secrets.of(SECRET))
            .id(Field.json("/id"))
            .type(Field.json("/type"))
            .payload("/data", JsonEnvelope.class)
            .types(List.of(PAID))
            .build();

    /** The whole. */
    record JsonEnvelope(@Nullable String id) {}

    private Shop() {}

    static WebhookEndpoint.Builder endpoint(ObservationListener listener) {
        return WebhookEndpoint.builder(PROVIDER).listener(listener);
    }

    static String body(String id, String type) {
        return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"data\":{\"id\":\"o1\",\"total\":4711}}";
    }

    static SignedRequest.Builder signed(String body) {
        return SignedRequest.of(PROVIDER).body(body.getBytes(StandardCharsets.UTF_8));
    }

    static WebhookRequest request(String id, String type, Map<String, String> headers) {
        SignedRequest.Builder request = signed(body(id, type));
        headers.forEach(request::header);
        return request.build().toRequest();
    }

    static WebhookRequest paid(String id) {
        return request(id, "order.paid", Map.of());
    }
}
