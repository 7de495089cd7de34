package io.github.webhook4j.slack;

import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookProvider;

/** Slack's payloads, with their types in a header: how Slack itself says them is not what these tests are about. */
public final class HeaderTyped {

    private HeaderTyped() {}

    /** The provider. */
    public static WebhookProvider provider(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.prefixed("X-Slack-Signature", "v0="))
                .build();
        return WebhookProvider.builder("slack", scheme, secrets)
                .id(Field.header("X-Test-Id"))
                .type(Field.header("X-Test-Type"))
                .payload("/event", SlackEvent.class)
                .types(SlackEvents.all())
                .build();
    }
}
