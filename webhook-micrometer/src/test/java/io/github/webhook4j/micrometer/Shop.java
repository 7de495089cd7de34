package io.github.webhook4j.micrometer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.webhook4j.EventType;
import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A small sender, and what it sends. */
final class Shop {

    static final String SECRET = "the-secret-of-the-shop";

    /** A payload. */
    record Order(@Nullable String id, @Nullable Long total) {}

    /** The whole. */
    record Envelope(@Nullable String id) {}

    static final EventType<Order> PAID = EventType.of("order.paid", Order.class);

    private Shop() {}

    private static WebhookProvider.Builder provider() {
        return WebhookProvider.builder(
                        "shop",
                        SignatureScheme.hmacSha256()
                                .signature(Field.prefixed("X-Signature", "sha256="))
                                .build(),
                        Secrets.of(SECRET))
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .payload("/data", Envelope.class)
                .types(List.of(PAID));
    }

    static WebhookEndpoint.Builder endpoint(ObservationListener listener) {
        return WebhookEndpoint.builder(provider().build()).listener(listener);
    }

    /** Every handler is too slow for it. */
    static WebhookEndpoint.Builder impatient(ObservationListener listener) {
        return WebhookEndpoint.builder(provider().deadline(Duration.ofNanos(2)).build())
                .listener(listener);
    }

    static String body(String id, String type) {
        return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"data\":{\"id\":\"o1\",\"total\":4711}}";
    }

    static WebhookRequest paid(String id) {
        return request(id, "order.paid", Map.of());
    }

    static WebhookRequest request(String id, String type, Map<String, String> headers) {
        String body = body(id, type);
        return signed(body, signature(SECRET, body), headers);
    }

    static WebhookRequest signed(String body, String signature, Map<String, String> headers) {
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body.getBytes(UTF_8));
        request.header("X-Signature", "sha256=" + signature);
        headers.forEach(request::header);
        return request.build();
    }

    static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
