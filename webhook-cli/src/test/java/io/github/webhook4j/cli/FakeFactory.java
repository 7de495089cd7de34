package io.github.webhook4j.cli;

import io.github.webhook4j.Field;
import io.github.webhook4j.ProviderFactory;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderOptions;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookProvider;
import java.util.Map;
import java.util.Set;

/** A sender of these tests: what it signs is the body, and its API is {@link FakeApi}. */
public final class FakeFactory implements ProviderFactory {

    private static final SignatureScheme SCHEME = SignatureScheme.hmacSha256()
            .signature(Field.prefixed("X-Fake-Signature", "sha256="))
            .build();

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public WebhookProvider create(Secrets secrets, Map<String, String> options) {
        return WebhookProvider.builder("fake", SCHEME, secrets)
                .id(Field.header("X-Fake-Id"))
                .type(Field.header("X-Fake-Event"))
                .build();
    }

    @Override
    public Set<String> apiOptions() {
        return Set.of("token", "target", "url", "client-secret", "makes-secrets", "one-for-all", "told");
    }

    @Override
    public SenderApi api(SenderOptions options) {
        return new FakeApi(options);
    }
}
