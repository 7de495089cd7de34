package io.github.webhook4j.standard;

import io.github.webhook4j.Encoding;
import io.github.webhook4j.Field;
import io.github.webhook4j.ProviderFactory;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whoever sends Standard Webhooks 1.0.0, under the names {@code webhook-*} or {@code svix-*}: OpenAI, Anthropic, Supabase, Clerk, Resend
 * and many more. A sender's own event types are declared with {@link io.github.webhook4j.EventType#of}.
 *
 * <p>An event's id is {@code webhook-id}; one with a dot is refused, because a signature over it would fit other bodies too. Its type
 * is the body's {@code type}, or {@code event_type}, or {@code event}; the payload is {@code data} or, where there is none, the whole.
 *
 * <p>Secrets are {@code whsec_} and Base64 for HMAC ({@code v1}), {@code whpk_} and Base64 of an Ed25519 public key, its 32 bytes or a
 * SubjectPublicKeyInfo, for {@code v1a}. Both kinds may be configured together; one signature that one of them fits is enough.
 *
 * <p>Senders wait 15 to 30 seconds and try again for more than a day, with the same id.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the specification</a>
 */
public final class StandardWebhooks {

    static final String NAME = "standard";

    private static final String WEBHOOK = "webhook-";
    private static final String SVIX = "svix-";
    private static final String NO_DOT = "[^.]+";

    private static final SignatureScheme SCHEME = scheme(Encoding.BASE64, "whsec_", "");
    private static final SignatureScheme RAW = scheme(Encoding.TEXT, "");

    private StandardWebhooks() {}

    /**
     * A sender of Standard Webhooks.
     *
     * @param secrets the endpoint's secrets, {@code whsec_} or {@code whpk_} and Base64; {@code whsec_} may be left out
     * @return the provider
     */
    public static WebhookProvider provider(Secrets secrets) {
        return provider(secrets, SCHEME);
    }

    /**
     * A sender of Standard Webhooks that uses its secrets as they are, although the specification says Base64.
     *
     * @param secrets the endpoint's secrets
     * @return the provider
     */
    public static WebhookProvider providerWithRawSecrets(Secrets secrets) {
        return provider(secrets, RAW);
    }

    private static WebhookProvider provider(Secrets secrets, SignatureScheme scheme) {
        return WebhookProvider.builder(NAME, scheme, secrets)
                .id(Field.firstOf(Field.header(WEBHOOK + "id"), Field.header(SVIX + "id")))
                .type(Field.firstOf(
                        Field.json("/type"), Field.json("/event_type"), Field.json("/event"), Field.text("unknown")))
                .occurredAt(Field.json("/timestamp"))
                .payload("/data")
                .deadline(Duration.ofSeconds(20))
                .build();
    }

    private static SignatureScheme scheme(Encoding secrets, String... begin) {
        return family(WEBHOOK, secrets, begin).orElse(family(SVIX, secrets, begin));
    }

    private static SignatureScheme family(String family, Encoding secrets, String... begin) {
        return common(SignatureScheme.hmacSha256(), family, "v1")
                .secrets(secrets, begin)
                .build()
                .or(common(SignatureScheme.ed25519(), family, "v1a")
                        .secrets(Encoding.BASE64, "whpk_", "whsk_")
                        .build());
    }

    private static SignatureScheme.Builder common(SignatureScheme.Builder scheme, String family, String version) {
        return scheme.signature(Field.entry(family + "signature", ' ', version, ','), Encoding.BASE64)
                .timestamp(Field.header(family + "timestamp"))
                .signs(
                        SignedPart.header(family + "id", NO_DOT),
                        SignedPart.text("."),
                        SignedPart.timestamp(),
                        SignedPart.text("."),
                        SignedPart.body());
    }

    /**
     * Signs, for those who send. The headers are {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}.
     *
     * @param secrets {@code whsec_} secrets, or {@code whsk_} and Base64 of an Ed25519 seed and its public key; of several of one kind
     *     each makes a signature, as while a secret is rolled
     * @param id the event's id, without dots, the same whenever it is sent again
     * @param body the exact bytes that will be sent
     * @param at the time of sending
     * @return the headers, by name
     * @throws IllegalArgumentException if the id is empty or has a dot, or the secrets cannot sign
     */
    public static Map<String, String> sign(Secrets secrets, String id, byte[] body, Instant at) {
        if (!id.matches(NO_DOT)) {
            throw new IllegalArgumentException("\"" + id + "\" is no id: it must not be empty nor have dots");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put(WEBHOOK + "id", id);
        headers.putAll(SCHEME.sign(
                secrets,
                WebhookRequest.builder("POST", "/")
                        .header(WEBHOOK + "id", id)
                        .body(body)
                        .build(),
                at));
        return headers;
    }

    /** Makes the provider from configuration; its option is {@code raw-secrets}, {@code true} or {@code false}. */
    public static final class Factory implements ProviderFactory {

        private static final String RAW_SECRETS = "raw-secrets";

        /** For {@link java.util.ServiceLoader}. */
        public Factory() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Set<String> options() {
            return Set.of(RAW_SECRETS);
        }

        @Override
        public WebhookProvider create(Secrets secrets, Map<String, String> options) {
            String raw = options.getOrDefault(RAW_SECRETS, "false");
            return switch (raw) {
                case "true" -> providerWithRawSecrets(secrets);
                case "false" -> provider(secrets);
                default ->
                    throw new IllegalArgumentException(
                            "Option raw-secrets of provider standard is \"" + raw + "\": write true or false");
            };
        }
    }
}
