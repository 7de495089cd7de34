package io.github.webhook4j.github;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an App's private key, of which no message shows anything. */
final class RsaKey {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----(.*?)-----END (RSA )?PRIVATE KEY-----", Pattern.DOTALL);

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int LONGEST_SHORT_LENGTH = 0x7f;

    /** Version 0, and rsaEncryption without parameters. */
    private static final byte[] PKCS8_HEAD = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private RsaKey() {}

    /**
     * Reads a key.
     *
     * @param pem PKCS#1, as GitHub hands it out, or PKCS#8; line ends may be written as {@code \n}, as in environment variables
     */
    static PrivateKey read(String pem) {
        Matcher matcher = PEM.matcher(pem.replace("\\n", "\n"));
        if (!matcher.find()) {
            throw new IllegalArgumentException("The App's private key is not the text of a PEM file, which begins with "
                    + "-----BEGIN RSA PRIVATE KEY----- as GitHub hands it out, or with -----BEGIN PRIVATE KEY-----.");
        }
        try {
            byte[] der = Base64.getDecoder().decode(matcher.group(2).replaceAll("\\s", ""));
            byte[] pkcs8 = matcher.group(1) == null ? der : pkcs8(der);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // not as the cause: its message may quote the key
            throw new IllegalArgumentException("The App's private key cannot be read: it is not whole, or no RSA key.");
        }
    }

    /** The JDK reads PKCS#8 only, which is PKCS#1 with a head. */
    private static byte[] pkcs8(byte[] pkcs1) {
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.writeBytes(PKCS8_HEAD);
        info.writeBytes(der(OCTET_STRING, pkcs1));
        return der(SEQUENCE, info.toByteArray());
    }

    private static byte[] der(int tag, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (value.length <= LONGEST_SHORT_LENGTH) {
            out.write(value.length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(value.length) + Byte.SIZE - 1) / Byte.SIZE;
            out.write(LONGEST_SHORT_LENGTH + 1 + bytes);
            for (int shift = bytes - 1; shift >= 0; shift--) {
                out.write(value.length >>> (shift * Byte.SIZE));
            }
        }
        out.writeBytes(value);
        return out.toByteArray();
    }
}
