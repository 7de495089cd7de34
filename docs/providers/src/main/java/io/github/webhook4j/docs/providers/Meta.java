package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Field;
import io.github.webhook4j.Handshake;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookProvider;

/**
 * Meta: WhatsApp, Messenger, Instagram, the Graph API.
 *
 * <p>The type is the body's {@code object}, such as {@code whatsapp_business_account}. A delivery holds several changes, in {@code
 * entry} and there in {@code changes}, but has no id; deliveries that say the same are the same. Meta tries for up to 7 days.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/webhooks/getting-started/">Meta's documentation</a>
 */
public final class Meta {

    private Meta() {}

    /** Meta, by the app's secret; the verify token is the one that was typed into the app's dashboard. */
    public static WebhookProvider provider(Secrets secrets, String verifyToken) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.prefixed("X-Hub-Signature-256", "sha256="))
                .build();
        return WebhookProvider.builder("meta", scheme, secrets)
                .id(Field.sha256())
                .type(Field.json("/object"))
                .handshakes(Handshake.unsigned("GET")
                        .when(Field.query("hub.mode"), "subscribe")
                        .token(Field.query("hub.verify_token"), verifyToken)
                        .echo(Field.query("hub.challenge")))
                .maxBodyBytes(3 * 1024 * 1024)
                .build();
    }
}
