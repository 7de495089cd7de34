package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tries what a body was like before something in front of the endpoint changed it. */
final class BodyMistakes {

    /** Of larger bodies no copies are made. */
    static final int MOST_BYTES = 1024 * 1024;

    private BodyMistakes() {}

    static @Nullable SignatureDiagnosis find(Refusal refusal, Trial trial) {
        byte[] body = refusal.body();
        if (body == null
                || body.length > MOST_BYTES
                || refusal.reason() != Reason.SIGNATURE_MISMATCH
                || !refusal.hasSignedBody()) {
            return null;
        }
        // a hash is enough: who makes two that are equal spoils the diagnosis of his own request
        Set<Long> seen = new HashSet<>(Set.of(hash(body)));
        String formField = refusal.provider().reader().formField();
        return Stream.of(
                        BodyVariants.lines(body),
                        BodyVariants.wrapped(body),
                        FormVariants.of(
                                body,
                                formField,
                                FormBody.isForm(refusal.request().headers())),
                        BodyVariants.charsets(body),
                        JsonVariants.of(body))
                .flatMap(variants -> variants)
                .takeWhile(variant -> !trial.isOver())
                .filter(variant -> fits(variant, seen, trial))
                .findFirst()
                .map(variant -> SignatureDiagnosis.proven(variant.mistake(), variant.advice()))
                .orElse(null);
    }

    private static boolean fits(BodyVariant variant, Set<Long> seen, Trial trial) {
        byte[] bytes = variant.bytes().get();
        return bytes != null && seen.add(hash(bytes)) && trial.body(bytes);
    }

    private static long hash(byte[] body) {
        return (long) body.length << Integer.SIZE ^ Arrays.hashCode(body);
    }
}
