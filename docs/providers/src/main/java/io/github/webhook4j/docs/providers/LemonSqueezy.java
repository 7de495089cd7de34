package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookProvider;

/**
 * Lemon Squeezy. Documents no id of an event, so deliveries that say the same are the same; names no time-out, signs no time, and
 * tries 3 times more within minutes. The type is in the header {@code X-Event-Name} too, but only the body is signed.
 *
 * @see <a href="https://docs.lemonsqueezy.com/help/webhooks/webhook-requests">Lemon Squeezy's documentation</a>
 */
public final class LemonSqueezy {

    private LemonSqueezy() {}

    /** Lemon Squeezy, by the webhook's signing secret. */
    public static WebhookProvider provider(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.header("X-Signature"))
                .build();
        return WebhookProvider.builder("lemonsqueezy", scheme, secrets)
                .id(Field.sha256())
                .type(Field.json("/meta/event_name"))
                .occurredAt(Field.json("/data/attributes/updated_at"))
                .payload("/data")
                .build();
    }
}
