package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests that are for somewhere else, and secrets that are another endpoint's. */
final class EndpointMistakes {

    private final Map<String, WebhookProvider> endpoints;

    EndpointMistakes(Map<String, WebhookProvider> endpoints) {
        this.endpoints = Map.copyOf(endpoints);
    }

    /** Another endpoint would have accepted the request. */
    @Nullable
    SignatureDiagnosis signed(Refusal refusal, Trial trial) {
        for (Map.Entry<String, WebhookProvider> other : others(refusal)) {
            if (trial.provider(other.getValue())) {
                return signed(refusal, other.getKey(), other.getValue());
            }
        }
        return null;
    }

    private static SignatureDiagnosis signed(Refusal refusal, String endpoint, WebhookProvider other) {
        if (other.name().equals(refusal.provider().name())) {
            return SignatureDiagnosis.proven(
                    Mistake.SECRET_OF_OTHER_ENDPOINT,
                    "The request is signed with the secret of endpoint " + endpoint
                            + ". Have the sender deliver it to that endpoint's URL, or give this endpoint that secret.");
        }
        return SignatureDiagnosis.proven(
                Mistake.OTHER_PROVIDER,
                "The request is from " + other.name() + " and right for endpoint " + endpoint
                        + ". The sender has this endpoint's URL " + "where it should have that one's.");
    }

    /** A secret that is configured for another endpoint makes this one's signatures. */
    @Nullable
    SignatureDiagnosis swapped(Refusal refusal, Trial trial) {
        for (Map.Entry<String, WebhookProvider> other : others(refusal)) {
            Secrets secrets = other.getValue().signing().secrets();
            if (secrets.values().stream().anyMatch(trial::secret)) {
                return SignatureDiagnosis.proven(
                        Mistake.SECRET_OF_OTHER_ENDPOINT,
                        "The secret that is configured for endpoint " + other.getKey()
                                + " is this endpoint's. Are the secrets of the two mixed up in the configuration?");
            }
        }
        return null;
    }

    private List<Map.Entry<String, WebhookProvider>> others(Refusal refusal) {
        return endpoints.entrySet().stream()
                .filter(other -> other.getValue() != refusal.provider())
                .sorted(Map.Entry.comparingByKey())
                .toList();
    }

    /** There is no signature of this provider, but one of another, or what the provider sends when it does not sign. */
    @Nullable
    SignatureDiagnosis signedOtherwise(Refusal refusal, Trial trial) {
        if (refusal.reason() != Reason.SIGNATURE_MISSING || refusal.hasSignature()) {
            return null;
        }
        WebhookHeaders headers = refusal.request().headers();
        for (Hint.Header hint : refusal.provider().signing().hints(Hint.Header.class)) {
            if (headers.first(hint.name()) != null) {
                return SignatureDiagnosis.guess(Mistake.SIGNED_OTHERWISE, hint.advice());
            }
        }
        return Stream.of(endpoints.values(), ProviderFactories.known())
                .flatMap(Collection::stream)
                .filter(other -> !other.name().equals(refusal.provider().name()))
                .flatMap(other -> other.signing().scheme().signatureHeaders().stream()
                        .filter(header -> headers.first(header) != null)
                        .map(header -> from(other, header)))
                .findFirst()
                .orElse(null);
    }

    private static SignatureDiagnosis from(WebhookProvider other, String header) {
        return SignatureDiagnosis.guess(
                Mistake.OTHER_PROVIDER,
                "The request has the header " + header + ", in which " + other.name()
                        + " signs. The sender has this endpoint's URL where it should have another one's.");
    }
}
