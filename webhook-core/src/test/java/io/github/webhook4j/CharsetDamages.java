package io.github.webhook4j;

import static io.github.webhook4j.Damage.JSON;
import static io.github.webhook4j.Damage.UNICODE;
import static io.github.webhook4j.Damage.guess;
import static io.github.webhook4j.Damage.proven;

import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Bodies that something in front of the endpoint has read as text, or lost. */
final class CharsetDamages {

    private static final Charset UTF_8 = StandardCharsets.UTF_8;
    private static final Charset LATIN = StandardCharsets.ISO_8859_1;
    private static final Charset ASCII = StandardCharsets.US_ASCII;
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String EURO = "{\"id\":\"evt_1\",\"name\":\"J\u00fcrgen \u20ac\"}";
    private static final String UMLAUT = "{\"id\":\"evt_1\",\"name\":\"J\u00fcrgen\"}";

    private CharsetDamages() {}

    /** All of them. */
    static Stream<Damage> all() {
        return Stream.concat(charsets(), lost());
    }

    /** Text that is sent, of which another one is read and written. */
    private static Damage reread(String name, String sent, String other, Charset... readAndWritten) {
        byte[] bytes = new String(other.getBytes(UTF_8), readAndWritten[0]).getBytes(readAndWritten[1]);
        return proven(name, sent, delivery -> delivery.bytes(bytes), Mistake.BODY_CHARSET, "raw bytes");
    }

    private static Stream<Damage> charsets() {
        return Stream.of(
                reread("UTF-8 was read as Latin-1", UNICODE, UNICODE, LATIN, UTF_8),
                reread("UTF-8 was read as Windows-1252", EURO, EURO, WINDOWS, UTF_8),
                reread("and its final line was lost", EURO + "\n", EURO, WINDOWS, UTF_8),
                reread("and it was minified", EURO.replace(":", ": ").replace(",", ", "), EURO, LATIN, UTF_8),
                reread("UTF-8 was written as Latin-1", UMLAUT, UMLAUT, UTF_8, LATIN),
                reread("UTF-8 was written as Windows-1252", EURO, EURO, UTF_8, WINDOWS));
    }

    private static Damage lost(String name, Charset read, Charset written) {
        byte[] bytes = new String(UNICODE.replace("\u6771", "\u6771\u6771").getBytes(UTF_8), read).getBytes(written);
        return guess(name, UNICODE, delivery -> delivery.bytes(bytes), Mistake.BODY_CHARSET, "use UTF-8");
    }

    private static Stream<Damage> lost() {
        return Stream.of(
                lost("letters became question marks", UTF_8, ASCII),
                lost("letters became replacement characters", ASCII, UTF_8),
                guess(
                        "a body was cut",
                        JSON,
                        delivery -> delivery.with("Content-Length", "" + JSON.length())
                                .text(text -> text.substring(0, 20)),
                        Mistake.BODY_LENGTH,
                        "Let the bytes pass"),
                guess(
                        "a body was read before",
                        JSON,
                        delivery -> delivery.bytes(new byte[0]),
                        Mistake.BODY_CONSUMED,
                        "Exclude this endpoint's path"));
    }
}
