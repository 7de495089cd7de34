package io.github.webhook4j;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a sender makes its signatures with. */
enum SignatureAlgorithm {
    HMAC_SHA1("HmacSHA1", 20),
    HMAC_SHA256("HmacSHA256", 32),
    HMAC_SHA512("HmacSHA512", 64),
    /** The SHA-256 of the secret followed by the text. */
    SHA256("SHA-256", 32),
    /** The secret itself; nothing is signed. */
    EQUALITY("equality", 0),
    ED25519("Ed25519", 64),
    ECDSA_P256("SHA256withECDSA", 0),
    RSA_SHA256("SHA256withRSA", 0);

    private static final int MOST_BYTES = 1024;

    private final String jcaName;
    private final int bytes;

    SignatureAlgorithm(String jcaName, int bytes) {
        this.jcaName = jcaName;
        this.bytes = bytes;
    }

    boolean isAsymmetric() {
        return this == ED25519 || this == ECDSA_P256 || this == RSA_SHA256;
    }

    /** Whether a signature of this many bytes is possible. */
    boolean fits(int length) {
        return bytes == 0 ? length > 0 && length <= MOST_BYTES : length == bytes;
    }

    SigningSecret prepare(byte[] secret) {
        return switch (this) {
            case HMAC_SHA1, HMAC_SHA256, HMAC_SHA512 -> new Hmac(jcaName, secret);
            case SHA256 -> text -> digest(secret, text);
            case EQUALITY -> text -> secret;
            case ED25519, ECDSA_P256, RSA_SHA256 -> throw new IllegalStateException(this + " has keys of its own");
        };
    }

    private byte[] digest(byte[] secret, Iterable<byte[]> text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(jcaName);
            digest.update(secret);
            text.forEach(digest::update);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no " + jcaName, e);
        }
    }

    String jcaName() {
        return jcaName;
    }
}
