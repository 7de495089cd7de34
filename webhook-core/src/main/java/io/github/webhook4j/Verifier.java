package io.github.webhook4j;

import java.time.Instant;

/**
 * Tells a genuine request from a forged one, in two steps: the headers first, so that an unsigned request costs no reading of
 * its body, then the exact bytes.
 *
 * <p>Implementations are thread-safe, compare in constant time, and throw nothing but {@link RejectedException}: a check
 * that returns has passed. Most senders need no implementation, only a {@link SignatureScheme}.
 */
public interface Verifier {

    /** What the headers of one request claim, not verified yet. */
    interface Signature {
        /**
         * Verifies the claim over the body.
         *
         * @param body the exact bytes as received
         * @param now the receiver's time, which the time of signing is compared with
         * @return the index of the secret that matched, from 0
         * @throws RejectedException if no secret matches, or the time is out of tolerance
         */
        int verify(byte[] body, Instant now);
    }

    /**
     * Reads the signature from the headers.
     *
     * @param request the request, its body not read
     * @return the claim
     * @throws RejectedException if it is missing or malformed, or no secret is known for this request
     */
    Signature signature(WebhookRequest request);
}
