package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Field;
import io.github.webhook4j.Handshake;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.TimeFormat;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;

/**
 * Twitch EventSub.
 *
 * <p>What a request is says its header {@code Twitch-Eventsub-Message-Type}, which is not signed; the subscription's status in the
 * body says the same and is. The type is the subscription's, such as {@code channel.follow}, and {@code revocation} when Twitch
 * has ended the subscription. Twitch waits "a few seconds" and advises to accept 10 minutes.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/handling-webhook-events/">Twitch's documentation</a>
 */
public final class Twitch {

    private Twitch() {}

    /** Twitch, by the secret that the application gave when it subscribed. */
    public static WebhookProvider provider(Secrets secrets) {
        String id = "Twitch-Eventsub-Message-Id";
        String time = "Twitch-Eventsub-Message-Timestamp";
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.prefixed("Twitch-Eventsub-Message-Signature", "sha256="))
                .timestamp(Field.header(time), TimeFormat.RFC3339)
                .signs(SignedPart.header(id), SignedPart.timestamp(), SignedPart.body())
                .tolerance(Duration.ofMinutes(10))
                .build();
        Field status = Field.json("/subscription/status");
        return WebhookProvider.builder("twitch", scheme, secrets)
                .id(Field.header(id))
                .type(Field.firstOf(
                        Field.when(status, "enabled", Field.json("/subscription/type")), Field.text("revocation")))
                .occurredAt(Field.header(time))
                .payload("/event")
                .handshakes(Handshake.signed(status, "webhook_callback_verification_pending")
                        .echo(Field.json("/challenge")))
                .build();
    }
}
