package io.github.webhook4j;

import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A form before it was decoded, or encoded in another way. */
final class FormVariants {

    /**
     * How a sender writes forms.
     *
     * @param plain what is not escaped besides letters and digits
     * @param plus whether a blank is a plus sign
     */
    private record Dialect(String plain, boolean plus) {}

    private static final List<Dialect> DIALECTS = List.of(
            new Dialect("-_.*", true), new Dialect("-_.~", true), new Dialect("-_.~", false), new Dialect("-_.", true));

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int MOST_FIELDS = 2_000;

    private FormVariants() {}

    /** What the body was if it is a form, or a part of one. */
    static Stream<BodyVariant> of(byte[] body, @Nullable String field, boolean isForm) {
        Stream<BodyVariant> variants = Stream.empty();
        byte[] name = (field + "=").getBytes(StandardCharsets.UTF_8);
        boolean whole = begins(body, name);
        if (field != null && (whole || isForm)) {
            byte[] value = whole ? Arrays.copyOfRange(body, name.length, body.length) : body;
            variants = DIALECTS.stream()
                    .map(dialect -> variant(
                            whole
                                    ? "The form came decoded"
                                    : "Only the value of the form's field " + field
                                            + " came, without the form around it",
                            () -> BodyVariants.joined(name, encoded(value, dialect))));
        }
        return isForm && FormBody.indexOf('=', body, 0, body.length) < body.length
                ? Stream.concat(variants, anew(body))
                : variants;
    }

    /** The fields one by one, taken as decoded, and as encoded by somebody else. */
    private static Stream<BodyVariant> anew(byte[] body) {
        return Stream.of(false, true)
                .flatMap(escaped -> DIALECTS.stream()
                        .map(dialect -> variant(
                                escaped ? "The form was encoded anew" : "The form came decoded",
                                () -> anew(body, dialect, escaped))));
    }

    private static BodyVariant variant(String how, Supplier<byte @Nullable []> bytes) {
        return new BodyVariant(
                Mistake.BODY_FORM,
                how
                        + ": something in front of the endpoint has read the form's parameters. Pass the raw bytes on, as they came.",
                bytes);
    }

    private static byte @Nullable [] anew(byte[] body, Dialect dialect, boolean escaped) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + body.length / 4);
        int start = 0;
        int fields = 0;
        try {
            while (start <= body.length) {
                int end = FormBody.indexOf('&', body, start, body.length);
                int assign = FormBody.indexOf('=', body, start, end);
                if (++fields > MOST_FIELDS) {
                    return null;
                }
                if (start > 0) {
                    out.write('&');
                }
                out.writeBytes(encoded(part(body, start, assign, escaped), dialect));
                if (assign < end) {
                    out.write('=');
                    out.writeBytes(encoded(part(body, assign + 1, end, escaped), dialect));
                }
                start = end + 1;
            }
            return out.toByteArray();
        } catch (RejectedException e) {
            // it has escapes that are none
            return null;
        }
    }

    private static byte[] part(byte[] body, int from, int to, boolean escaped) {
        byte[] part = Arrays.copyOfRange(body, from, to);
        return escaped ? FormBody.decoded(part).getBytes(StandardCharsets.UTF_8) : part;
    }

    private static byte[] encoded(byte[] text, Dialect dialect) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + text.length / 2);
        for (byte b : text) {
            boolean letter = Character.isLetterOrDigit((char) (b & 0x7F)) && b > 0;
            if (letter || dialect.plain().indexOf((char) b) >= 0) {
                out.write(b);
            } else if (b == ' ' && dialect.plus()) {
                out.write('+');
            } else {
                out.write('%');
                out.writeBytes(HEX.toHexDigits(b).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return out.toByteArray();
    }

    private static boolean begins(byte[] body, byte[] name) {
        return body.length >= name.length && Arrays.equals(body, 0, name.length, name, 0, name.length);
    }
}
