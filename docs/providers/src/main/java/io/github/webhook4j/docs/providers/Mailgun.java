package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;

/**
 * Mailgun, which signs a time and a random token, not the event: whoever has seen a delivery can put another event under its
 * signature. So a token counts once, and no handler should do more than note what the event says.
 *
 * <p>Mailgun tries for 8 hours with the same signature, so that is how old one may be. It names no time-out.
 *
 * @see <a href="https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks">Mailgun's documentation</a>
 */
public final class Mailgun {

    private Mailgun() {}

    /** Mailgun, by the account's HTTP webhook signing key. */
    public static WebhookProvider provider(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.json("/signature/signature"))
                .timestamp(Field.json("/signature/timestamp"))
                .signs(SignedPart.timestamp(), SignedPart.json("/signature/token"))
                .unsignedBody()
                .tolerance(Duration.ofHours(8))
                .build();
        return WebhookProvider.builder("mailgun", scheme, secrets)
                .id(Field.json("/event-data/id"))
                .key(Field.json("/signature/token"))
                .type(Field.json("/event-data/event"))
                .occurredAt(Field.json("/signature/timestamp"))
                .payload("/event-data")
                .build();
    }
}
