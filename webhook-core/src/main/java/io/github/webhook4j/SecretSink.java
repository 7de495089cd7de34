package io.github.webhook4j;

/** Takes the secret that a sender makes up and tells only once, when a subscription is created. */
@FunctionalInterface
public interface SecretSink {

    /**
     * Keeps the secret. If this throws, the new subscription is deleted again, because nobody could verify what it sends.
     *
     * @param created the subscription that it belongs to, with its id
     * @param secret the secret, exactly as the sender shows it
     */
    void keep(Subscription created, String secret);
}
