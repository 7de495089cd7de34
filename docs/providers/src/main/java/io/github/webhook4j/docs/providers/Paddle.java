package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;

/**
 * Paddle Billing. While a secret is rotated the header has several {@code h1}. An event that is replayed keeps its {@code event_id};
 * the {@code notification_id} changes. Paddle waits 5 seconds and tries 60 times within 3 days.
 *
 * @see <a href="https://developer.paddle.com/webhooks/signature-verification">Paddle's documentation</a>
 */
public final class Paddle {

    private Paddle() {}

    /** Paddle, by the notification destination's secret, {@code pdl_ntfset_} included. */
    public static WebhookProvider provider(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.entry("Paddle-Signature", ';', "h1"))
                .timestamp(Field.entry("Paddle-Signature", ';', "ts"))
                .signs(SignedPart.timestamp(), SignedPart.text(":"), SignedPart.body())
                .build();
        return WebhookProvider.builder("paddle", scheme, secrets)
                .id(Field.json("/event_id"))
                .type(Field.json("/event_type"))
                .occurredAt(Field.json("/occurred_at"))
                .payload("/data")
                .deadline(Duration.ofSeconds(5))
                .build();
    }
}
