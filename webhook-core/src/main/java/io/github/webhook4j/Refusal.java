package io.github.webhook4j;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that an endpoint has refused.
 *
 * @param body the bytes as received, or {@code null} if they were not read
 * @param filters what stood in front of the endpoint when it could not read the body; see {@link FiltersInFront}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Refusal(
        WebhookProvider provider,
        WebhookRequest request,
        byte @Nullable [] body,
        Instant now,
        RejectedException rejection,
        List<String> filters) {

    RejectedException.Reason reason() {
        return rejection.reason();
    }

    List<SignatureRule> rules() {
        return provider.signing().scheme().rules().toList();
    }

    /** Whether a header of these rules' signatures is there, with a value or without. */
    boolean hasSignature() {
        return provider.signing().scheme().signatureHeaders().stream()
                .anyMatch(header -> !request.headers().all(header).isEmpty());
    }

    /** Whether the signature depends on the bytes, and they are known. */
    boolean hasSignedBody() {
        return body != null && rules().stream().anyMatch(SignatureRule::signsBody);
    }
}
