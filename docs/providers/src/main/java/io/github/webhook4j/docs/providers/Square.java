package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Encoding;
import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;

/**
 * Square. Signs the URL together with the body, but no time; waits 10 seconds and tries for 72 hours.
 *
 * @see <a href="https://developer.squareup.com/docs/webhooks/overview">Square's documentation</a>
 */
public final class Square {

    private Square() {}

    /** Square, by the subscription's signature key; the URL is the subscription's, without its query. */
    public static WebhookProvider provider(Secrets secrets, String url) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.header("x-square-hmacsha256-signature"), Encoding.BASE64)
                .signs(SignedPart.url(url), SignedPart.body())
                .build();
        return WebhookProvider.builder("square", scheme, secrets)
                .id(Field.json("/event_id"))
                .type(Field.json("/type"))
                .occurredAt(Field.json("/created_at"))
                .payload("/data/object")
                .deadline(Duration.ofSeconds(10))
                .build();
    }
}
