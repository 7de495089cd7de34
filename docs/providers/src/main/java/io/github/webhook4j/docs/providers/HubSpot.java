package io.github.webhook4j.docs.providers;

import io.github.webhook4j.BodyShape;
import io.github.webhook4j.Encoding;
import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.TimeFormat;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;

/**
 * HubSpot, with version 3 of its signature. A delivery holds up to 100 events, each of which is handled by itself.
 *
 * <p>HubSpot does not promise that an event's id is unique, so the key has more. The proxy in front must leave method and
 * query alone: both are signed. HubSpot waits 5 seconds and tries 10 times more within a day.
 *
 * @see <a href="https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests">HubSpot's documentation</a>
 */
public final class HubSpot {

    private HubSpot() {}

    /** HubSpot, by the app's client secret; the URL is the app's target URL, without its query. */
    public static WebhookProvider provider(Secrets secrets, String url) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.header("X-HubSpot-Signature-v3"), Encoding.BASE64)
                .timestamp(Field.header("X-HubSpot-Request-Timestamp"), TimeFormat.MILLIS)
                .signs(SignedPart.method(), SignedPart.decodedUrl(url), SignedPart.body(), SignedPart.timestamp())
                .build();
        Field id = Field.json("/eventId");
        Field occurredAt = Field.json("/occurredAt");
        Field object = Field.firstOf(Field.json("/objectId"), Field.json("/fromObjectId"));
        return WebhookProvider.builder("hubspot", scheme, secrets)
                .id(id)
                .key(Field.joined(":", id, Field.json("/portalId"), Field.json("/subscriptionId"), object, occurredAt))
                .type(Field.json("/subscriptionType"))
                .occurredAt(occurredAt)
                .accepts(BodyShape.batch())
                .deadline(Duration.ofSeconds(5))
                .build();
    }
}
