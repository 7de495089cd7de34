package io.github.webhook4j;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What a request claims, with the secret that proves it. */
@FunctionalInterface
interface SignatureClaim extends Verifier.Signature {

    /** The secret that matched, and its place in the configuration. */
    record Verified(int index, SigningSecret secret) {}

    /**
     * Verifies the claim over the body.
     *
     * @throws RejectedException if no secret matches, or the time is out of tolerance
     */
    Verified check(byte[] body, Instant now);

    /** The first claim that holds; a claim that is right but too old ends the search. */
    static Verified anyOf(List<SignatureClaim> claims, byte[] body, Instant now) {
        RejectedException mismatch = null;
        for (SignatureClaim claim : claims) {
            try {
                return claim.check(body, now);
            } catch (RejectedException e) {
                if (e.reason() != RejectedException.Reason.SIGNATURE_MISMATCH) {
                    throw e;
                }
                mismatch = e;
            }
        }
        throw Objects.requireNonNull(mismatch);
    }

    @Override
    default int verify(byte[] body, Instant now) {
        return check(body, now).index();
    }
}
