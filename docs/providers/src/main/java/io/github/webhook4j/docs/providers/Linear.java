package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.TimeFormat;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;

/**
 * Linear. The time of signing is in the body, which is verified first; Linear advises to accept one minute. The type is the
 * body's type and action, such as {@code Issue.create}. Linear waits 5 seconds.
 *
 * @see <a href="https://linear.app/developers/webhooks">Linear's documentation</a>
 */
public final class Linear {

    private Linear() {}

    public static WebhookProvider provider(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.header("Linear-Signature"))
                .timestamp(Field.json("/webhookTimestamp"), TimeFormat.MILLIS)
                .tolerance(Duration.ofMinutes(1))
                .build();
        return WebhookProvider.builder("linear", scheme, secrets)
                .id(Field.header("Linear-Delivery"))
                .type(Field.joined(".", Field.json("/type"), Field.json("/action")))
                .occurredAt(Field.json("/createdAt"))
                .payload("/data")
                .deadline(Duration.ofSeconds(5))
                .build();
    }
}
