package io.github.webhook4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that signatures are made with: one, several while a secret is rolled, or chosen for each request. Each is
 * tried in order; {@link WebhookEvent#secretIndex()} tells which one matched.
 *
 * <p>Immutable, thread-safe. {@link #toString()} shows how many there are, never what they are.
 */
public final class Secrets {

    /** Chooses the secrets of a request. */
    @FunctionalInterface
    public interface Choice {
        /**
         * Chooses.
         *
         * @param request the request; nothing of it is verified yet, and its body is not read
         * @return the secrets, or {@code null} if there are none for this request, which refuses it
         */
        @Nullable
        Secrets secretsFor(WebhookRequest request);
    }

    /** A secret ready for use, and its place in the configuration. */
    record Prepared(int index, SigningSecret secret) {}

    private final List<String> values;
    private final @Nullable Choice choice;
    private final Map<SignatureRule, List<Prepared>> prepared = new ConcurrentHashMap<>();

    private Secrets(List<String> values, @Nullable Choice choice) {
        this.values = values;
        this.choice = choice;
    }

    /**
     * One secret, or several of which any may match.
     *
     * @param secret the secret exactly as the sender shows it, prefix included
     * @param more further secrets, such as the one being rolled out
     * @return the secrets
     * @throws IllegalArgumentException if one is blank
     */
    public static Secrets of(String secret, String... more) {
        String[] all = Arrays.copyOf(more, more.length + 1);
        System.arraycopy(more, 0, all, 1, more.length);
        all[0] = secret;
        return of(Arrays.asList(all));
    }

    /**
     * Several secrets of which any may match.
     *
     * @param secrets the secrets, at least one
     * @return the secrets
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    public static Secrets of(List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("No secret given: without one every request would have to be refused");
        }
        if (secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "Secret " + (secrets.size() == 1 ? "" : "number " + (firstBlank(secrets) + 1) + " ")
                            + "is blank: is its environment variable or property set?");
        }
        return new Secrets(List.copyOf(secrets), null);
    }

    private static int firstBlank(List<String> secrets) {
        return secrets.indexOf(
                secrets.stream().filter(String::isBlank).findFirst().orElseThrow());
    }

    /**
     * Secrets chosen for each request, before anything is verified: by header, path or query, for GitHub Apps, Stripe
     * Connect or tenants. What the choice is made by is not authenticated; the signature then is.
     *
     * @param choice returns the secrets for a request, or {@code null} to refuse it; an exception is answered so that the
     *     sender tries again. Called once per request, from many threads, and again to say why a signature did not match, then also for
     *     requests to other endpoints; return the same instance for the same secrets, because key material is prepared once per
     *     instance
     * @return the secrets
     */
    public static Secrets perRequest(Choice choice) {
        return new Secrets(List.of(), choice);
    }

    Secrets forRequest(WebhookRequest request) {
        if (choice == null) {
            return this;
        }
        @Nullable Secrets chosen;
        try {
            chosen = choice.secretsFor(request);
        } catch (RuntimeException e) {
            throw new RejectedException(RejectedException.Reason.SECRET_UNAVAILABLE, "choosing the secret failed", e);
        }
        if (chosen == null) {
            throw new RejectedException(
                    RejectedException.Reason.SECRET_UNKNOWN, "no secret is configured for this request");
        }
        return chosen.forRequest(request);
    }

    /** The secrets as configured; none if they are chosen per request. Not to be shown anywhere. */
    List<String> values() {
        return values;
    }

    boolean arePerRequest() {
        return choice != null;
    }

    /**
     * The secrets that a rule takes.
     *
     * @throws IllegalArgumentException if one is not written as the rule demands
     */
    List<Prepared> prepare(SignatureRule rule) {
        return prepared.computeIfAbsent(rule, this::prepareAll);
    }

    private List<Prepared> prepareAll(SignatureRule rule) {
        List<Prepared> taken = new ArrayList<>();
        for (int index = 0; index < values.size(); index++) {
            String value = values.get(index);
            if (rule.takes(value)) {
                taken.add(new Prepared(index, prepare(rule, value, index)));
            }
        }
        return List.copyOf(taken);
    }

    private SigningSecret prepare(SignatureRule rule, String value, int index) {
        SigningSecret secret = rule.prepare(value);
        if (secret == null) {
            throw new IllegalArgumentException("Secret" + (values.size() == 1 ? "" : " number " + (index + 1))
                    + " is not " + rule.secretForm() + ": copy it exactly as the sender shows it");
        }
        return secret;
    }

    @Override
    public String toString() {
        return choice == null ? "Secrets[" + values.size() + "]" : "Secrets[per request]";
    }
}
