package io.github.webhook4j.test;

import io.github.webhook4j.BodyShape;
import io.github.webhook4j.Field;
import io.github.webhook4j.Handshake;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;

/** A sender that signs as Stripe does and sends forms as GitHub does, so that adapters are tested without a provider module. */
final class TestProvider {

    static final int MAX_BODY_BYTES = 64 * 1024;

    private TestProvider() {}

    static WebhookProvider with(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.entry("X-Test-Signature", ',', "v1"))
                .timestamp(Field.entry("X-Test-Signature", ',', "t"))
                .signs(SignedPart.timestamp(), SignedPart.text("."), SignedPart.body())
                .build();
        return WebhookProvider.builder("test", scheme, secrets)
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .accepts(BodyShape.formField("payload"))
                .handshakes(
                        Handshake.signed(Field.json("/type"), "handshake").echo(Field.json("/challenge")),
                        Handshake.unsigned("GET")
                                .token(Field.query("token"), "agreed")
                                .echo(Field.query("challenge")))
                .maxBodyBytes(MAX_BODY_BYTES)
                .build();
    }
}
