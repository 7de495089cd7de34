package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same body with other line ends, in other wrappings and in other character sets. */
final class BodyVariants {

    static final byte[] LF = {'\n'};
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final Charset WINDOWS =
            Charset.isSupported("windows-1252") ? Charset.forName("windows-1252") : StandardCharsets.ISO_8859_1;

    private BodyVariants() {}

    static Stream<BodyVariant> lines(byte[] body) {
        byte[] trimmed = trimmed(body);
        return Stream.of(
                lines("with a line break at its end", () -> joined(body, LF)),
                lines("without the line break at its end", () -> trimmed),
                lines("with CR LF at its end", () -> joined(body, CRLF)),
                lines("with CR LF where it has LF", () -> withCrLf(body)),
                lines("with LF where it has CR LF", () -> withoutCr(body)),
                lines("with CR LF where it has LF, and at its end", () -> joined(withCrLf(trimmed), CRLF)),
                lines("with LF where it has CR LF, and at its end", () -> joined(withoutCr(trimmed), LF)),
                lines(
                        "without the byte order mark",
                        () -> begins(body) ? Arrays.copyOfRange(body, BOM.length, body.length) : null),
                lines("with a byte order mark", () -> joined(BOM, body)));
    }

    private static BodyVariant lines(String how, Supplier<byte @Nullable []> bytes) {
        return new BodyVariant(
                Mistake.BODY_LINES,
                "The signature fits the body " + how
                        + ": something in front of the endpoint reads it by lines or as text. Pass the "
                        + "raw bytes on.",
                bytes);
    }

    static byte[] joined(byte[] head, byte[] tail) {
        byte[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }

    private static byte[] trimmed(byte[] body) {
        int end = body.length;
        while (end > 0 && (body[end - 1] == '\n' || body[end - 1] == '\r' || body[end - 1] == ' ')) {
            end--;
        }
        return Arrays.copyOf(body, end);
    }

    private static boolean begins(byte[] body) {
        return body.length >= BOM.length && Arrays.equals(body, 0, BOM.length, BOM, 0, BOM.length);
    }

    private static byte[] withCrLf(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 64);
        byte before = 0;
        for (byte b : body) {
            if (b == '\n' && before != '\r') {
                out.write('\r');
            }
            out.write(b);
            before = b;
        }
        return out.toByteArray();
    }

    private static byte[] withoutCr(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
        for (int i = 0; i < body.length; i++) {
            if (body[i] != '\r' || i + 1 == body.length || body[i + 1] != '\n') {
                out.write(body[i]);
            }
        }
        return out.toByteArray();
    }

    static Stream<BodyVariant> wrapped(byte[] body) {
        return Stream.of(
                new BodyVariant(
                        Mistake.BODY_WRAPPED,
                        "The body came as a JSON string of the sender's body: something in front of the endpoint (a gateway, function or "
                                + "queue) has wrapped it. Pass on what is inside.",
                        () -> unwrapped(body)),
                new BodyVariant(
                        Mistake.BODY_WRAPPED,
                        "The body came in Base64: something in front of the endpoint (a gateway, function or queue) encodes it. Decode it "
                                + "before it is passed on.",
                        () -> fromBase64(body)));
    }

    private static byte @Nullable [] unwrapped(byte[] body) {
        if (body.length < 2 || body[0] != '"') {
            return null;
        }
        try (JsonParser parser = Json.parser(body)) {
            return parser.nextToken() == JsonToken.VALUE_STRING
                    ? parser.getText().getBytes(StandardCharsets.UTF_8)
                    : null;
        } catch (IOException | IllegalStateException e) {
            // no JSON string
            return null;
        }
    }

    private static byte @Nullable [] fromBase64(byte[] body) {
        try {
            return Base64.getDecoder().decode(trimmed(body));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static Stream<BodyVariant> charsets(byte[] body) {
        boolean ascii = true;
        for (byte b : body) {
            ascii &= b >= 0;
        }
        return ascii
                ? Stream.empty()
                : Stream.concat(
                        charset("read as Latin-1 or Windows-1252 although it is UTF-8", fromMojibake(body)),
                        Stream.of(StandardCharsets.ISO_8859_1, WINDOWS)
                                .flatMap(charset -> charset(
                                        "written as " + charset + " although it was UTF-8", toUtf8(body, charset))));
    }

    /** The bytes, and as other things have happened to them by the way. */
    private static Stream<BodyVariant> charset(String how, byte @Nullable [] bytes) {
        if (bytes == null) {
            return Stream.empty();
        }
        return Stream.of(Stream.of(bytes, joined(bytes, LF)), JsonVariants.layouts(bytes))
                .flatMap(variants -> variants)
                .map(variant -> new BodyVariant(
                        Mistake.BODY_CHARSET,
                        "The body was " + how
                                + ": something in front of the endpoint reads it as text without saying UTF-8. Pass the raw "
                                + "bytes on, or set its character set.",
                        () -> variant));
    }

    /** UTF-8 that was decoded byte by byte and encoded again. */
    private static byte @Nullable [] fromMojibake(byte[] body) {
        if (!Utf8.isValid(body)) {
            return null;
        }
        CharsetEncoder windows = WINDOWS.newEncoder();
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
        try {
            for (char c : new String(body, StandardCharsets.UTF_8).toCharArray()) {
                out.write(
                        c <= 0xFF
                                ? c
                                : windows.encode(CharBuffer.wrap(new char[] {c}))
                                        .get());
            }
            return out.toByteArray();
        } catch (CharacterCodingException e) {
            // a character that no single byte is read as
            return null;
        }
    }

    private static byte @Nullable [] toUtf8(byte[] body, Charset charset) {
        return Utf8.isValid(body) ? null : new String(body, charset).getBytes(StandardCharsets.UTF_8);
    }
}
