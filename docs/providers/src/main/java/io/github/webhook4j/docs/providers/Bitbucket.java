package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;

/**
 * Bitbucket, Cloud and Data Center.
 *
 * <p>Only the body is signed: type and id come in headers, and are as trustworthy as the connection. The header is called
 * {@code X-Hub-Signature} although it holds SHA-256. Bitbucket waits 10 seconds.
 *
 * @see <a href="https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/">Bitbucket's documentation</a>
 */
public final class Bitbucket {

    private Bitbucket() {}

    public static WebhookProvider provider(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.prefixed("X-Hub-Signature", "sha256="))
                .build();
        return WebhookProvider.builder("bitbucket", scheme, secrets)
                .id(Field.firstOf(Field.header("X-Request-UUID"), Field.header("X-Request-Id")))
                .type(Field.header("X-Event-Key"))
                .deadline(Duration.ofSeconds(10))
                .build();
    }
}
