package io.github.webhook4j;

import org.jspecify.annotations.Nullable;

/**
 * Where a sender's API gets the secret to sign with, or leaves the one that the sender has made up. For one call; not thread-safe. Shows
 * nothing.
 */
public final class SecretExchange {

    private final @Nullable Secrets secrets;
    private @Nullable Subscription created;
    private @Nullable String returned;

    SecretExchange(@Nullable Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * The secret that the sender is to sign with: the first of the endpoint's.
     *
     * @return the secret. Not to be shown anywhere
     * @throws IllegalStateException if there is none, or it is chosen for each request
     */
    public String given() {
        if (secrets == null || secrets.values().isEmpty()) {
            throw new IllegalStateException(
                    "The sender has to be told a secret, but there is none, or it is chosen for each request");
        }
        return secrets.values().get(0);
    }

    /**
     * Takes the secret that the sender has made up.
     *
     * @param subscription the subscription that has been created, with its id
     * @param secret the secret
     */
    public void returned(Subscription subscription, String secret) {
        this.created = subscription;
        this.returned = secret;
    }

    /** Hands on what has been returned, and says what for; {@code null} if nothing was. */
    @Nullable
    Subscription handTo(SecretSink sink) {
        if (created != null && returned != null) {
            sink.keep(created, returned);
        }
        return created;
    }

    @Nullable
    Subscription created() {
        return created;
    }

    @Override
    public String toString() {
        return "SecretExchange";
    }
}
