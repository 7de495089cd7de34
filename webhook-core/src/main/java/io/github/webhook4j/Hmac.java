package io.github.webhook4j;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A keyed HMAC, prepared once and copied for each use: looking up and keying one costs as much as hashing a kilobyte. */
final class Hmac implements SigningSecret {

    private final SecretKeySpec key;
    private final @Nullable Mac keyed;

    Hmac(String algorithm, byte[] secret) {
        key = new SecretKeySpec(secret, algorithm);
        Mac mac = create();
        keyed = copy(mac) == null ? null : mac;
    }

    @Override
    public byte[] sign(List<byte[]> text) {
        Mac copy = keyed == null ? null : copy(keyed);
        Mac mac = copy == null ? create() : copy;
        text.forEach(mac::update);
        return mac.doFinal();
    }

    private Mac create() {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no " + key.getAlgorithm(), e);
        }
    }

    /** A copy, or {@code null} from a security provider (such as PKCS #11) whose keys stay in hardware. */
    private static @Nullable Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            return null;
        }
    }
}
