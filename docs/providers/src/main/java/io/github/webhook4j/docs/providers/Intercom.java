package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Field;
import io.github.webhook4j.Handshake;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;

/**
 * Intercom. Signs with SHA-1 only, and no time. Looks with a HEAD whether the URL is there when it is saved, and sends an event of
 * type {@code ping} as a test. Waits 5 seconds.
 *
 * @see <a href="https://developers.intercom.com/docs/webhooks">Intercom's documentation</a>
 */
public final class Intercom {

    private Intercom() {}

    /** Intercom, by the app's client secret. */
    public static WebhookProvider provider(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha1()
                .signature(Field.prefixed("X-Hub-Signature", "sha1="))
                .build();
        return WebhookProvider.builder("intercom", scheme, secrets)
                .id(Field.json("/id"))
                .type(Field.json("/topic"))
                .occurredAt(Field.json("/created_at"))
                .payload("/data/item")
                .handshakes(Handshake.unsigned("HEAD").status(200))
                .deadline(Duration.ofSeconds(5))
                .build();
    }
}
