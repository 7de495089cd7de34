package io.github.webhook4j;

import static io.github.webhook4j.Damage.FORM;
import static io.github.webhook4j.Damage.JSON;
import static io.github.webhook4j.Damage.PRETTY;
import static io.github.webhook4j.Damage.UNICODE;
import static io.github.webhook4j.Damage.proven;

import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Bodies that something in front of the endpoint has written anew. */
final class BodyDamages {

    private BodyDamages() {}

    /** All of them. */
    static Stream<Damage> all() {
        return Stream.of(reformatted(), escaped(), lines(), forms()).flatMap(cases -> cases);
    }

    private static Damage reformatted(String name, String sent, String arrived, String remedy) {
        return proven(name, sent, delivery -> delivery.text(text -> arrived), Mistake.BODY_REFORMATTED, remedy);
    }

    private static Stream<Damage> reformatted() {
        String minified = PRETTY.replaceAll("\\s+", "");
        return Stream.of(
                reformatted("a pretty body was minified", PRETTY, minified, "indented by 2 blanks"),
                reformatted(
                        "a pretty body came without its line breaks",
                        PRETTY,
                        PRETTY.replace("\n", ""),
                        "indented by 2 blanks"),
                reformatted("4 blanks became 2", PRETTY.replace("  ", "    "), PRETTY, "indented by 4 blanks"),
                reformatted("tabs were lost", PRETTY.replace("  ", "\t"), minified, "indented by tabs"),
                reformatted("a small body was printed nicely", minified, PRETTY, "without blanks"),
                reformatted("a final line was lost as well", PRETTY + "\n", minified, "indented by 2 blanks"),
                reformatted(
                        "Python's blanks were lost",
                        "{\"id\": \"evt_1\", \"list\": [1, 2.0, \"a,b:c\"]}",
                        "{\"id\":\"evt_1\",\"list\":[1,2.0,\"a,b:c\"]}",
                        "after each comma and colon"));
    }

    private static String ascii(String text, String format) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(c ->
                        escaped.append(c < 0x80 ? String.valueOf((char) c) : String.format(Locale.ROOT, format, c)));
        return escaped.toString();
    }

    private static Stream<Damage> escaped() {
        String lower = ascii(UNICODE, "\\u%04x");
        return Stream.of(
                reformatted("letters were escaped", UNICODE, lower, "without escapes"),
                reformatted("escaped letters were written plainly", lower, UNICODE, "with escaped letters"),
                reformatted(
                        "escapes in upper case were written plainly",
                        ascii(UNICODE, "\\u%04X"),
                        UNICODE,
                        "in upper case"),
                reformatted("slashes were escaped", UNICODE, UNICODE.replace("/", "\\/"), "without escapes"),
                reformatted(
                        "escaped slashes were written plainly",
                        UNICODE.replace("/", "\\/"),
                        UNICODE,
                        "with escaped slashes"),
                reformatted(
                        "escaped slashes, beside escaped letters",
                        lower.replace("/", "\\/"),
                        UNICODE,
                        "escaped letters and slashes"),
                reformatted(
                        "HTML's characters were escaped",
                        UNICODE,
                        UNICODE.replace("&", "\\u0026").replace("<", "\\u003C").replace("=", "\\u003d"),
                        "without escapes"),
                reformatted(
                        "HTML's escapes were written plainly",
                        UNICODE.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"),
                        UNICODE,
                        "<, > and & escaped"),
                reformatted(
                        "Python's blanks and escapes were lost",
                        lower.replace("\",\"", "\", \"").replace("\":\"", "\": \""),
                        UNICODE,
                        "comma and colon with escaped letters"));
    }

    private static Damage line(String name, String sent, UnaryOperator<String> change, String remedy) {
        return proven(name, sent, delivery -> delivery.text(change), Mistake.BODY_LINES, remedy);
    }

    private static Stream<Damage> lines() {
        String crlf = PRETTY.replace("\n", "\r\n");
        return Stream.of(
                line("the final line break was lost", JSON + "\n", String::strip, "line break at its end"),
                line("a final CR LF was lost", JSON + "\r\n", String::strip, "CR LF at its end"),
                line("a final line break was added", JSON, text -> text + "\n", "without the line break"),
                line("CR LF became LF", crlf, text -> text.replace("\r", ""), "CR LF where it has LF"),
                line("CR LF became LF, and the last was lost", crlf + "\r\n", text -> PRETTY, "and at its end"),
                line("LF became CR LF", PRETTY, text -> crlf, "LF where it has CR LF"),
                line("LF became CR LF, and the last was lost", PRETTY + "\n", text -> crlf, "and at its end"),
                line("a byte order mark was added", JSON, text -> "\uFEFF" + text, "without the byte order mark"),
                line("a byte order mark was lost", "\uFEFF" + JSON, text -> JSON, "with a byte order mark"),
                proven(
                        "the body was wrapped in a JSON string",
                        JSON,
                        d -> d.text(text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""),
                        Mistake.BODY_WRAPPED,
                        "what is inside"),
                proven(
                        "the body came in Base64",
                        JSON,
                        d -> d.text(Damage::base64),
                        Mistake.BODY_WRAPPED,
                        "Decode it"));
    }

    private static Stream<Damage> forms() {
        String json = "{\"id\":\"evt_1\",\"type\":\"order.paid\",\"text\":\"a b&c*d\"}";
        return Stream.of(
                proven(
                        "a form was decoded",
                        FORM,
                        d -> d.text(text -> "payload=" + json),
                        Mistake.BODY_FORM,
                        "raw bytes"),
                proven(
                        "only the form's value was passed on",
                        FORM,
                        d -> d.text(text -> json),
                        Mistake.BODY_FORM,
                        "Only the value"),
                proven(
                        "a form was encoded anew",
                        FORM.replace("*", "%2A"),
                        d -> d.text(text -> FORM.replace("+", "%20")),
                        Mistake.BODY_FORM,
                        "encoded anew"),
                proven(
                        "all fields of a form were decoded",
                        "payload=%7B%7D&a=1%2F2&b=c+d",
                        d -> d.text(text -> "payload={}&a=1/2&b=c d"),
                        Mistake.BODY_FORM,
                        "came decoded"));
    }
}
