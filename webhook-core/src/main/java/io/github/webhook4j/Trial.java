package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries whether a refused request would have verified without a mistake, its age aside. Counts what that costs: anybody can send
 * what has to be tried. For one refusal, and one thread.
 */
final class Trial {

    private static final int MOST_SIGNATURES = 120;

    /** Of these, how many are for other secrets. */
    private static final int MOST_SECRETS = 40;

    private static final String PLAIN = "plain:";
    private static final long MOST_BYTES = 100L * 1024 * 1024;

    private final Refusal refusal;
    private final SignatureScheme scheme;
    private final @Nullable Secrets secrets;
    private final List<SignatureRule> plain;
    private final Set<String> triedSecrets = new HashSet<>();
    private int signatures = MOST_SIGNATURES;
    private long bytes = MOST_BYTES;

    Trial(Refusal refusal) {
        this.refusal = refusal;
        Signing signing = refusal.provider().signing();
        this.scheme = signing.scheme();
        this.secrets = chosen(signing.secrets(), refusal.request());
        this.plain = scheme.rules()
                .filter(rule -> !rule.takesKeys())
                .map(SignatureRule::withPlainSecrets)
                .toList();
    }

    private static @Nullable Secrets chosen(Secrets secrets, WebhookRequest request) {
        try {
            return secrets.forRequest(request);
        } catch (RejectedException e) {
            return null;
        }
    }

    /** The endpoint's secrets for this request; none if there are none. */
    List<String> secrets() {
        return secrets == null ? List.of() : secrets.values();
    }

    /** Whether nothing more will be tried. */
    boolean isOver() {
        byte[] body = refusal.body();
        return body == null || signatures <= 0 || bytes <= 0;
    }

    /** Whether the request verifies with other headers. */
    boolean headers(WebhookHeaders changed) {
        return holds(scheme, secrets, refusal.request().with(changed), refusal.body());
    }

    /** Whether the request verifies with another body. */
    boolean body(byte[] changed) {
        return holds(scheme, secrets, refusal.request(), changed);
    }

    /** Whether the request verifies with another secret, written as the scheme has it. */
    boolean secret(String changed) {
        return !changed.isBlank()
                && isNew(changed)
                && holds(scheme, Secrets.of(changed), refusal.request(), refusal.body());
    }

    /** Whether the request verifies with a secret of these very bytes, however the scheme has secrets written. */
    boolean secret(byte[] changed) {
        String written = Encoding.BASE64.encode(changed);
        if (changed.length == 0 || !isNew(PLAIN + written)) {
            return false;
        }
        Secrets one = Secrets.of(written);
        WebhookRequest request = refusal.request();
        return plain.stream()
                .filter(rule -> rule.present(request))
                .anyMatch(rule -> holds(() -> claim(rule, request, one), 1, refusal.body()));
    }

    private boolean isNew(String secret) {
        return triedSecrets.size() < MOST_SECRETS && triedSecrets.add(secret);
    }

    private static SignatureClaim claim(SignatureRule rule, WebhookRequest request, Secrets one) {
        SignatureRule.Claimed claimed = rule.read(request);
        return (body, now) -> claimed.check(rule.prepared(one), body, now);
    }

    /** Whether the request verifies as one for another provider. */
    boolean provider(WebhookProvider other) {
        Signing signing = other.signing();
        WebhookRequest request = refusal.request();
        return holds(signing.scheme(), chosen(signing.secrets(), request), request, refusal.body());
    }

    private boolean holds(
            SignatureScheme tried, @Nullable Secrets with, WebhookRequest request, byte @Nullable [] body) {
        return with != null
                && holds(() -> tried.claim(with, request), with.values().size(), body);
    }

    private boolean holds(Supplier<SignatureClaim> claim, int secrets, byte @Nullable [] body) {
        if (body == null || isOver()) {
            return false;
        }
        try {
            SignatureClaim read = claim.get();
            signatures -= secrets;
            bytes -= (long) secrets * body.length;
            read.check(body, refusal.now());
            return true;
        } catch (RejectedException e) {
            return e.reason() == Reason.TIMESTAMP_STALE || e.reason() == Reason.TIMESTAMP_FUTURE;
        }
    }
}
