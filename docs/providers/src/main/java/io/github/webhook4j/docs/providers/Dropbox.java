package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Field;
import io.github.webhook4j.Handshake;
import io.github.webhook4j.Inbox;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;

/**
 * Dropbox, which says whose files have changed, not what has: ask it. Waits 10 seconds and tries for 10 minutes.
 *
 * <p>A delivery has no id and no time, so every change of one account is the same request. An inbox that remembers would hide
 * all changes but the first: give the endpoint {@link #inbox}.
 *
 * @see <a href="https://www.dropbox.com/developers/reference/webhooks">Dropbox's documentation</a>
 */
public final class Dropbox {

    private Dropbox() {}

    /** Dropbox, by the app's secret. */
    public static WebhookProvider provider(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.header("X-Dropbox-Signature"))
                .build();
        return WebhookProvider.builder("dropbox", scheme, secrets)
                .id(Field.sha256())
                .type(Field.text("changed"))
                .handshakes(Handshake.unsigned("GET").echo(Field.query("challenge")))
                .deadline(Duration.ofSeconds(10))
                .build();
    }

    /** Remembers nothing: whatever comes is new. */
    public static Inbox inbox() {
        return new Inbox() {
            @Override
            public Claim claim(WebhookEvent event) {
                return new Claim(event, State.NEW, 0);
            }

            @Override
            public void complete(Claim claim) {}

            @Override
            public void release(Claim claim) {}
        };
    }
}
