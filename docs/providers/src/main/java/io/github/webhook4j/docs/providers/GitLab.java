package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Encoding;
import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;

/**
 * GitLab, with a webhook's signing token or, where GitLab is too old for that, with its secret token.
 *
 * <p>The type is the body's {@code object_kind} and action, such as {@code merge_request.open}, because {@code X-Gitlab-Event} is
 * not signed. GitLab waits 10 seconds.
 *
 * @see <a href="https://docs.gitlab.com/user/project/integrations/webhooks/">GitLab's documentation</a>
 */
public final class GitLab {

    private GitLab() {}

    /** GitLab, by the signing token, {@code whsec_} included: Standard Webhooks, with GitLab's ids and types. */
    public static WebhookProvider provider(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .secrets(Encoding.BASE64, "whsec_")
                .signature(Field.entry("webhook-signature", ' ', "v1", ','), Encoding.BASE64)
                .timestamp(Field.header("webhook-timestamp"))
                .signs(
                        SignedPart.header("webhook-id", "[^.]+"),
                        SignedPart.text("."),
                        SignedPart.timestamp(),
                        SignedPart.text("."),
                        SignedPart.body())
                .build();
        return provider(secrets, scheme, Field.header("webhook-id"));
    }

    /**
     * GitLab, by the secret token, which comes along in every request: whoever reads one can send any. Before GitLab 17.4
     * deliveries have no id, and those that say the same are the same.
     */
    public static WebhookProvider providerWithToken(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.equality()
                .signature(Field.header("X-Gitlab-Token"))
                .build();
        return provider(secrets, scheme, Field.firstOf(Field.header("Idempotency-Key"), Field.sha256()));
    }

    private static WebhookProvider provider(Secrets secrets, SignatureScheme scheme, Field id) {
        return WebhookProvider.builder("gitlab", scheme, secrets)
                .id(id)
                .type(Field.joined(
                        ".",
                        Field.firstOf(Field.json("/object_kind"), Field.json("/event_name")),
                        Field.json("/object_attributes/action")))
                .deadline(Duration.ofSeconds(10))
                .build();
    }
}
