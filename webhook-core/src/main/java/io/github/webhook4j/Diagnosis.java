package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says why a signature did not match, by undoing one known mistake after the other until the request verifies. Decides nothing:
 * the request stays refused. Immutable, thread-safe.
 */
final class Diagnosis {

    private static final Set<Reason> OF_SIGNATURES = Set.of(
            Reason.SIGNATURE_MISSING,
            Reason.SIGNATURE_MALFORMED,
            Reason.SIGNATURE_MISMATCH,
            Reason.SECRET_UNKNOWN,
            Reason.SECRET_UNAVAILABLE,
            Reason.TIMESTAMP_STALE,
            Reason.TIMESTAMP_FUTURE,
            Reason.BODY_CONSUMED);

    /** Looks for one mistake. */
    private interface Search {
        @Nullable
        SignatureDiagnosis of(Refusal refusal, Trial trial);
    }

    /** What can be proven cheaply first; among guesses, what leaves the least doubt. */
    private final List<Search> searches;

    /**
     * A diagnosis for the endpoints of a process.
     *
     * @param endpoints the providers of all endpoints, by the endpoint's name
     */
    Diagnosis(Map<String, WebhookProvider> endpoints) {
        EndpointMistakes others = new EndpointMistakes(endpoints);
        this.searches = List.of(
                ClockMistakes::clock,
                BodyGuesses::consumed,
                HeaderMistakes::renamed,
                HeaderMistakes::repeated,
                ClockMistakes::unit,
                HeaderMistakes::rewritten,
                others::signed,
                SecretMistakes::altered,
                SecretMistakes::prefix,
                SecretMistakes::encoding,
                others::swapped,
                BodyMistakes::find,
                HeaderMistakes::emptied,
                others::signedOtherwise,
                SecretMistakes::otherKind,
                BodyGuesses::find);
    }

    /** Whether a refusal is about the signature, so that there is something to be found. */
    static boolean concerns(Reason reason) {
        return OF_SIGNATURES.contains(reason);
    }

    /** The mistake that is proven or, if none is, the likeliest; unknown if nothing speaks for any. */
    SignatureDiagnosis of(Refusal refusal) {
        if (!OF_SIGNATURES.contains(refusal.reason())) {
            return SignatureDiagnosis.guess(Mistake.UNKNOWN, "The refusal is not about the signature.");
        }
        Trial trial = new Trial(refusal);
        SignatureDiagnosis likeliest = null;
        for (Search search : searches) {
            SignatureDiagnosis found = search.of(refusal, trial);
            if (found != null && found.proven()) {
                return found;
            }
            likeliest = likeliest == null ? found : likeliest;
        }
        return likeliest == null ? unknown(refusal, trial) : likeliest;
    }

    private static SignatureDiagnosis unknown(Refusal refusal, Trial trial) {
        String advice = switch (refusal.reason()) {
            case SECRET_UNKNOWN ->
                "No secret is configured for this request, or none of the kind that it is signed with.";
            case SECRET_UNAVAILABLE ->
                "The secret of this request could not be had, or is not written as the sender shows it; the cause is in the log.";
            default -> refusal.hasSignature() ? unknown(trial) : unsigned(refusal);
        };
        return SignatureDiagnosis.guess(Mistake.UNKNOWN, advice);
    }

    private static String unsigned(Refusal refusal) {
        return "The request has none of the headers "
                + refusal.provider().signing().scheme().signatureHeaders()
                + ", nor one like them. If it is from the sender, see that a secret is set there and that no proxy drops the header.";
    }

    private static String unknown(Trial trial) {
        String tried = trial.isOver()
                ? "Some of the usual mistakes were tried; for more the body is not at hand, or too large, or there are too many secrets."
                : "None of the usual mistakes: another endpoint's secret, a secret with blanks, quotes or the wrong encoding, a body "
                        + "with other blanks, escapes, line ends or characters.";
        return tried
                + " Compare the secret with what the sender shows for this very URL; if it is the same, the body was changed on "
                + "its way, or the request is forged.";
    }
}
