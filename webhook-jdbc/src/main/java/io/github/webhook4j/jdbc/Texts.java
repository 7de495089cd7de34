package io.github.webhook4j.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts in the form that databases take. */
final class Texts {

    private static final int MOST_OF_A_FAILURE = 2000;

    private Texts() {}

    /** The text without what is no Unicode (half of a surrogate pair) or no text to a database (NUL). */
    static String keepable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    static String failure(String text) {
        String keepable = keepable(text);
        int end = Math.min(keepable.length(), MOST_OF_A_FAILURE);
        boolean cutsAPair = end > 0 && end < keepable.length() && Character.isHighSurrogate(keepable.charAt(end - 1));
        return keepable.substring(0, cutsAPair ? end - 1 : end);
    }

    /** What is unique to an endpoint and one of its keys, in as many bytes whatever the key is. */
    static byte[] hash(String endpoint, String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(chars(endpoint));
            sha256.update(new byte[] {0, 0});
            return sha256.digest(chars(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no SHA-256", e);
        }
    }

    /** Not by a charset, which would take all halves of surrogate pairs for the same. */
    private static byte[] chars(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * text.length());
        text.chars().forEach(c -> bytes.putChar((char) c));
        return bytes.array();
    }

    static @Nullable String lines(Collection<String> names) {
        return names.isEmpty() ? null : keepable(String.join("\n", names));
    }

    static List<String> fromLines(@Nullable String lines) {
        return lines == null ? List.of() : Arrays.asList(lines.split("\n"));
    }
}
