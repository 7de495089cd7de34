package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A sender as the tests play it.
 *
 * @param provider makes the provider that is tested
 * @param secret the secret that {@code signing} uses, as the sender shows it, and another one
 * @param unsigned a delivery before it is signed
 * @param signing signs a delivery, without any code of ours
 * @param tampering what a forger changes
 * @param id the event's id; empty where it is a hash
 * @param type the event's type
 * @param tolerance how old a signature may be; zero where no time is signed
 */
record Sender(
        Function<Secrets, WebhookProvider> provider,
        Pair secret,
        Sent unsigned,
        Signing signing,
        UnaryOperator<Sent> tampering,
        String id,
        String type,
        Duration tolerance) {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** Two secrets. */
    record Pair(String own, String other) {}

    /** Signs as the sender does. */
    interface Signing {
        Sent sign(Sent unsigned, Instant at);
    }

    static Sender of(Function<Secrets, WebhookProvider> provider, Pair secret, Sent unsigned, Signing signing) {
        UnaryOperator<Sent> lastByte = sent -> sent.body(json -> json.substring(0, json.length() - 1) + " ");
        return new Sender(provider, secret, unsigned, signing, lastByte, "", "unknown", Duration.ZERO);
    }

    Sender event(String ofId, String ofType) {
        return new Sender(provider, secret, unsigned, signing, tampering, ofId, ofType, tolerance);
    }

    Sender forged(UnaryOperator<Sent> change) {
        return new Sender(provider, secret, unsigned, signing, change, id, type, tolerance);
    }

    Sender timed(Duration allowed) {
        return new Sender(provider, secret, unsigned, signing, tampering, id, type, allowed);
    }

    Sent genuine() {
        return signed(NOW);
    }

    Sent signed(Instant at) {
        return signing.sign(unsigned, at);
    }

    Trial receiver() {
        return new Trial(provider.apply(Secrets.of(secret.own())), NOW);
    }

    Trial stranger() {
        return new Trial(provider.apply(Secrets.of(secret.other())), NOW);
    }

    /** The name of the provider, and of the scheme where it has two. */
    @Override
    public String toString() {
        return provider.apply(Secrets.of(secret.own())).name() + ", " + type;
    }
}
