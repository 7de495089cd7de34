package io.github.webhook4j;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How bytes are written as text, in signatures and in secrets. */
public enum Encoding {
    /** The text itself, as UTF-8. */
    TEXT,
    /** Lower-case hex. */
    HEX,
    /** Base64 with padding, of the alphabet with {@code +} and {@code /}. */
    BASE64,
    /** Base64 without padding, of the alphabet with {@code -} and {@code _}. */
    BASE64URL;

    private static final HexFormat LOWER_HEX = HexFormat.of();

    String encode(byte[] bytes) {
        return switch (this) {
            case TEXT -> new String(bytes, StandardCharsets.UTF_8);
            case HEX -> LOWER_HEX.formatHex(bytes);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }

    /** The bytes, or {@code null} unless the text is exactly what {@link #encode} makes of them. */
    byte @Nullable [] decodeStrictly(String text) {
        byte[] bytes = decode(text);
        return bytes != null && encode(bytes).equals(text) ? bytes : null;
    }

    /** The bytes, or {@code null}: hex of either case, Base64 with or without padding. */
    byte @Nullable [] decode(String text) {
        try {
            return switch (this) {
                case TEXT -> text.getBytes(StandardCharsets.UTF_8);
                case HEX -> HexFormat.of().parseHex(text);
                case BASE64 -> Base64.getDecoder().decode(text);
                case BASE64URL -> Base64.getUrlDecoder().decode(text);
            };
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
