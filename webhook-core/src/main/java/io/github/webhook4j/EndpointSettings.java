package io.github.webhook4j;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as an application's configuration describes it, for adapters to fill from their framework's properties.
 *
 * @param name the endpoint's name
 * @param provider who sends; {@code null} if the name says it
 * @param path where it is mounted; {@code null} for {@code /webhooks/} and the name
 * @param secrets the secrets, of which any may match
 * @param addresses what requests may come from: addresses, ranges, or the word {@code published} for those that the provider publishes;
 *     none for any
 * @param maxBodyBytes how large a body may be; {@code null} for the provider's limit
 * @param options the provider's options
 * @param sender what is done with the sender's API
 */
public record EndpointSettings(
        String name,
        @Nullable String provider,
        @Nullable String path,
        List<String> secrets,
        List<String> addresses,
        @Nullable Long maxBodyBytes,
        Map<String, String> options,
        SenderSettings sender) {

    /** What properties of endpoints begin with. */
    public static final String PREFIX = "webhook4j.endpoints";

    /**
     * Copies the lists and options.
     *
     * @param name the endpoint's name
     * @param provider who sends, or {@code null}
     * @param path where it is mounted, or {@code null}
     * @param secrets the secrets
     * @param addresses what requests may come from
     * @param maxBodyBytes how large a body may be, or {@code null}
     * @param options the provider's options
     * @param sender what is done with the sender's API
     */
    public EndpointSettings {
        secrets = List.copyOf(secrets);
        addresses = List.copyOf(addresses);
        options = Map.copyOf(options);
    }

    WebhookEndpoint.Builder builder(@Nullable Secrets chosen, GuardSettings guard) {
        WebhookProvider sender = WebhookProvider.named(
                provider == null ? name : provider, chosen == null ? configured() : chosen, options);
        WebhookEndpoint.Builder builder =
                WebhookEndpoint.builder(sender).name(name).guard(guard.guard(this, sender));
        return maxBodyBytes == null ? builder : builder.maxBodyBytes(limit(maxBodyBytes));
    }

    private static int limit(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a limit of " + bytes
                    + " bytes is more than memory holds in one piece: the most is " + Integer.MAX_VALUE);
        }
        return (int) bytes;
    }

    private Secrets configured() {
        SecretFile file = sender.secretFile();
        if (secrets.isEmpty() && file != null) {
            return file.secrets();
        }
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no secret: set " + PREFIX + "." + name
                    + ".secrets, or define a bean of type Secrets named " + name);
        }
        // a placeholder that a framework leaves as it stands is a secret that everybody knows
        if (secrets.stream().anyMatch(secret -> secret.contains("${"))) {
            throw new IllegalArgumentException(
                    "a secret is a placeholder that nothing resolves: is its environment variable or property set?");
        }
        return Secrets.of(secrets);
    }

    @Override
    public String toString() {
        return "EndpointSettings[" + name + ", " + secrets.size() + " secrets]";
    }
}
