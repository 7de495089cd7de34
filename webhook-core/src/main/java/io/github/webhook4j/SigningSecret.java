package io.github.webhook4j;

import java.security.MessageDigest;
import java.util.List;

/** A secret made ready for an algorithm. Thread-safe. */
interface SigningSecret {

    /**
     * Signs.
     *
     * @param text the pieces of the signed text, in order
     * @throws IllegalArgumentException if it is a public key
     */
    byte[] sign(List<byte[]> text);

    /** Whether one of the signatures is this secret's over the text; takes the same time wherever a signature differs. */
    default boolean madeOneOf(List<byte[]> signatures, List<byte[]> text) {
        byte[] expected = sign(text);
        boolean made = false;
        for (byte[] signature : signatures) {
            made |= MessageDigest.isEqual(expected, signature);
        }
        return made;
    }
}
