package io.github.webhook4j.docs.providers;

import io.github.webhook4j.BodyShape;
import io.github.webhook4j.Encoding;
import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;

/**
 * SendGrid's event webhook. A delivery holds many events, each of which is handled by itself; a few old kinds have no {@code
 * sg_event_id}. The line break after the JSON is signed too. SendGrid names no tolerance and no time-out; it tries for a day.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features">SendGrid's documentation</a>
 */
public final class SendGrid {

    private SendGrid() {}

    /** SendGrid, by the verification key of the webhook's settings. */
    public static WebhookProvider provider(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.ecdsaP256()
                .signature(Field.header("X-Twilio-Email-Event-Webhook-Signature"), Encoding.BASE64)
                .timestamp(Field.header("X-Twilio-Email-Event-Webhook-Timestamp"))
                .signs(SignedPart.timestamp(), SignedPart.body())
                .build();
        return WebhookProvider.builder("sendgrid", scheme, secrets)
                .id(Field.firstOf(Field.json("/sg_event_id"), Field.sha256()))
                .type(Field.json("/event"))
                .occurredAt(Field.json("/timestamp"))
                .accepts(BodyShape.batch())
                .build();
    }
}
