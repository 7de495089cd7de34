package io.github.webhook4j;

import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a body may have been.
 *
 * @param mistake what has changed it
 * @param advice what to say if it was so
 * @param bytes makes the bytes, or {@code null} if it cannot have been so
 */
record BodyVariant(Mistake mistake, String advice, Supplier<byte @Nullable []> bytes) {}
