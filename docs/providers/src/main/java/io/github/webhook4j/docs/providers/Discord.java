package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Field;
import io.github.webhook4j.Handshake;
import io.github.webhook4j.Handshake.Member;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookResponse;
import java.time.Duration;

/**
 * Discord: interactions and webhook events, at one endpoint or at two.
 *
 * <p>An interaction's type is {@code interaction.} and Discord's number, such as {@code interaction.2} for a command; what its
 * handler returns is the answer that the user sees. A webhook event's type is that of the inner event. The number 1 is a ping
 * among interactions and an event among webhook events; only interactions have an id. Discord waits 3 seconds, and now and
 * then sends wrong signatures to see whether they get 401.
 *
 * @see <a href="https://docs.discord.com/developers/interactions/overview">Discord's documentation</a>
 */
public final class Discord {

    private Discord() {}

    /** Discord, by the application's public key, in hex. */
    public static WebhookProvider provider(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.ed25519()
                .signature(Field.header("X-Signature-Ed25519"))
                .timestamp(Field.header("X-Signature-Timestamp"))
                .signs(SignedPart.timestamp(), SignedPart.body())
                .build();
        Field id = Field.json("/id");
        Field number = Field.json("/type");
        return WebhookProvider.builder("discord", scheme, secrets)
                .id(Field.firstOf(id, Field.sha256()))
                .type(Field.firstOf(Field.json("/event/type"), Field.all(".", Field.text("interaction"), number)))
                .payload("/event/data")
                .handshakes(
                        Handshake.signed(Field.when(id, ".+", number), "1").json(Member.number("type", 1)),
                        Handshake.signed(number, "0").status(204))
                .acknowledges(WebhookResponse.success(204))
                .deadline(Duration.ofSeconds(3))
                .build();
    }
}
