package io.github.webhook4j;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public key, or a private one for those who sign. Recognised are PEM, Base64 of a SubjectPublicKeyInfo or of PKCS #8, and
 * for Ed25519 also hex or Base64 of the 32 raw bytes of a public key, or of the 64 of seed and public key.
 */
final class KeySecret implements SigningSecret {

    private static final int RAW = 32;
    private static final byte[] ED25519_PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] ED25519_PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final int P256_BITS = 256;
    private static final int LEAST_RSA_BITS = 2048;

    private final SignatureAlgorithm algorithm;
    private final @Nullable PublicKey publicKey;
    private final @Nullable PrivateKey privateKey;

    private KeySecret(SignatureAlgorithm algorithm, @Nullable PublicKey publicKey, @Nullable PrivateKey privateKey) {
        this.algorithm = algorithm;
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** Reads a key, or returns {@code null} if the text is none of this algorithm. */
    static @Nullable KeySecret parse(SignatureAlgorithm algorithm, String text) {
        byte[] bytes = bytes(text);
        if (bytes == null) {
            return null;
        }
        if (algorithm == SignatureAlgorithm.ED25519 && bytes.length == RAW) {
            return of(algorithm, joined(ED25519_PUBLIC, bytes), null);
        }
        if (algorithm == SignatureAlgorithm.ED25519 && bytes.length == 2 * RAW) {
            return of(
                    algorithm,
                    joined(ED25519_PUBLIC, Arrays.copyOfRange(bytes, RAW, 2 * RAW)),
                    joined(ED25519_PRIVATE, Arrays.copyOf(bytes, RAW)));
        }
        KeySecret known = of(algorithm, bytes, null);
        return known == null ? of(algorithm, null, bytes) : known;
    }

    @Override
    public byte[] sign(List<byte[]> text) {
        if (privateKey == null) {
            throw new IllegalArgumentException("A public key verifies but cannot sign: give the private key");
        }
        try {
            Signature signature = Signature.getInstance(algorithm.jcaName());
            signature.initSign(privateKey);
            update(signature, text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot sign with " + algorithm.jcaName(), e);
        }
    }

    @Override
    public boolean madeOneOf(List<byte[]> signatures, List<byte[]> text) {
        return signatures.stream().anyMatch(signature -> verifies(signature, text));
    }

    private boolean verifies(byte[] claimed, List<byte[]> text) {
        if (publicKey == null) {
            throw new RejectedException(
                    RejectedException.Reason.SECRET_UNAVAILABLE,
                    "a private key cannot verify: configure the public key");
        }
        try {
            Signature signature = Signature.getInstance(algorithm.jcaName());
            signature.initVerify(publicKey);
            update(signature, text);
            return verifies(signature, claimed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot verify " + algorithm.jcaName(), e);
        }
    }

    /** The JDK throws at what is no signature at all. */
    private static boolean verifies(Signature signature, byte[] claimed) {
        try {
            return signature.verify(claimed);
        } catch (SignatureException e) {
            return false;
        }
    }

    private static void update(Signature signature, List<byte[]> text) throws SignatureException {
        for (byte[] piece : text) {
            signature.update(piece);
        }
    }

    private static byte @Nullable [] bytes(String text) {
        if (text.startsWith("-----BEGIN ")) {
            return Encoding.BASE64.decode(
                    text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
        }
        byte[] hex = text.length() == 2 * RAW ? Encoding.HEX.decode(text) : null;
        return hex == null ? Encoding.BASE64.decode(text) : hex;
    }

    private static @Nullable KeySecret of(
            SignatureAlgorithm algorithm, byte @Nullable [] publicDer, byte @Nullable [] privateDer) {
        try {
            KeyFactory factory = KeyFactory.getInstance(family(algorithm));
            PublicKey known = publicDer == null ? null : factory.generatePublic(new X509EncodedKeySpec(publicDer));
            PrivateKey secret =
                    privateDer == null ? null : factory.generatePrivate(new PKCS8EncodedKeySpec(privateDer));
            return strongEnough(known) && strongEnough(secret) ? new KeySecret(algorithm, known, secret) : null;
        } catch (InvalidKeySpecException e) {
            return null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no " + family(algorithm), e);
        }
    }

    private static boolean strongEnough(@Nullable Key key) {
        if (key instanceof ECKey curve) {
            return curve.getParams().getCurve().getField().getFieldSize() == P256_BITS;
        }
        return !(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
    }

    private static String family(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> "Ed25519";
            case ECDSA_P256 -> "EC";
            default -> "RSA";
        };
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }
}
