package io.github.webhook4j;

import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A mistake, made with a delivery that is really signed. Every case is good for any way of delivering: what is damaged are headers,
 * bytes and the configured secret.
 *
 * @param name what was done
 * @param body what the sender signed
 * @param damage what became of the delivery
 * @param mistake what has to be found
 * @param remedy what the advice has to say
 * @param proven whether the damage can be undone
 */
record Damage(
        String name, String body, UnaryOperator<Delivery> damage, Mistake mistake, String remedy, boolean proven) {

    static final String SECRET = "whsec_Zm9yIHRlc3RzIG9ubHksIG5v+dCBhIHJl/YWwgb25l";
    static final String OTHER_SECRET = "whsec_Q3Jvc3Nyb2Fkcy+Mw/dU0123";
    static final String SIGNATURE = "X-Shop-Signature-256";
    static final String TIME = "X-Shop-Time";
    static final String JSON =
            "{\"id\":\"evt_1\",\"type\":\"order.paid\",\"data\":{\"total\":12.50,\"big\":9007199254740993,"
                    + "\"empty\":{},\"none\":[],\"lines\":[1,2,{\"a\":null}],\"quote\":\"a \\\" b, {c}: [d]\"}}";
    static final String PRETTY = """
            {
              "id": "evt_1",
              "type": "order.paid",
              "data": {
                "total": 12.50,
                "none": [],
                "lines": [
                  1,
                  {
                    "a": null
                  }
                ]
              }
            }""";
    static final String UNICODE =
            "{\"id\":\"evt_1\",\"type\":\"order.paid\",\"name\":\"J\u00fcrgen \u6771\u4eac \ud83d\ude00\","
                    + "\"url\":\"https://shop.example/a?b=1&c=<2>\"}";
    static final String FORM =
            "payload=%7B%22id%22%3A%22evt_1%22%2C%22type%22%3A%22order.paid%22%2C%22text%22%3A%22a+b%26c*d%22%7D";

    /**
     * What arrives.
     *
     * @param headers names and values, in turn
     * @param body the bytes
     * @param secret the configured secret
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Delivery(List<String> headers, byte[] body, String secret) {

        Delivery text(UnaryOperator<String> change) {
            return bytes(change.apply(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        }

        Delivery bytes(byte[] changed) {
            return new Delivery(headers, changed, secret);
        }

        Delivery secret(String changed) {
            return new Delivery(headers, body, changed);
        }

        Delivery renamed(UnaryOperator<String> change) {
            return mapped(change, value -> value);
        }

        Delivery valued(UnaryOperator<String> change) {
            return mapped(name -> name, change);
        }

        Delivery signature(UnaryOperator<String> change) {
            List<String> changed = new ArrayList<>(headers);
            int at = changed.indexOf(SIGNATURE) + 1;
            changed.set(at, change.apply(changed.get(at)));
            return new Delivery(changed, body, secret);
        }

        Delivery with(String name, String value) {
            List<String> changed = new ArrayList<>(headers);
            changed.addAll(List.of(name, value));
            return new Delivery(changed, body, secret);
        }

        Delivery without(String name) {
            List<String> changed = new ArrayList<>(headers);
            int at = changed.indexOf(name);
            changed.subList(at, at + 2).clear();
            return new Delivery(changed, body, secret);
        }

        private Delivery mapped(UnaryOperator<String> names, UnaryOperator<String> values) {
            List<String> changed = new ArrayList<>();
            for (int i = 0; i < headers.size(); i += 2) {
                changed.add(names.apply(headers.get(i)));
                changed.add(values.apply(headers.get(i + 1)));
            }
            return new Delivery(changed, body, secret);
        }

        WebhookRequest request() {
            WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body);
            for (int i = 0; i < headers.size(); i += 2) {
                request.header(headers.get(i), headers.get(i + 1));
            }
            return request.build();
        }
    }

    /** A sender that signs body and time. */
    static WebhookProvider shop(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.prefixed(SIGNATURE, "sha256="))
                .timestamp(Field.header(TIME))
                .signs(SignedPart.timestamp(), SignedPart.text("."), SignedPart.body())
                .build();
        return WebhookProvider.builder("shop", scheme, secrets)
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .accepts(BodyShape.formField("payload"))
                .build()
                .hints(
                        Hint.secretsBegin("whsec_"),
                        Hint.secret("api_\\w+", "it is an API key; copy the signing secret."),
                        Hint.header("X-Shop-Signature", "It is signed with SHA-1 only: update the shop."),
                        Hint.mode(Field.json("/live"), "false", "It is a test event: configure the test secret."));
    }

    /** The delivery as the sender has signed and sent it. */
    Delivery sent(Instant at) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        List<String> headers = new ArrayList<>();
        headers.addAll(List.of(
                "Content-Type",
                body.startsWith("payload=") ? "application/x-www-form-urlencoded" : "application/json"));
        shop(Secrets.of(SECRET))
                .sign(WebhookRequest.builder("POST", "/").body(bytes).build(), at)
                .forEach((name, value) -> headers.addAll(List.of(name, value)));
        return new Delivery(headers, bytes, SECRET);
    }

    /** The delivery as it arrives. */
    Delivery arrived(Instant at) {
        return damage.apply(sent(at));
    }

    static Stream<Damage> all() {
        return Stream.of(secrets(), reformatted(), escaped(), lines(), charsets(), forms(), headers(), signatures())
                .flatMap(cases -> cases);
    }

    private static Damage proven(
            String name, String body, UnaryOperator<Delivery> damage, Mistake mistake, String remedy) {
        return new Damage(name, body, damage, mistake, remedy, true);
    }

    private static Damage guess(
            String name, String body, UnaryOperator<Delivery> damage, Mistake mistake, String remedy) {
        return new Damage(name, body, damage, mistake, remedy, false);
    }

    private static Damage secret(String name, String configured, Mistake mistake, String remedy) {
        return proven(name, JSON, delivery -> delivery.secret(configured), mistake, remedy);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Stream<Damage> secrets() {
        return Stream.of(
                secret(
                        "blanks around the secret",
                        " " + SECRET + "\t",
                        Mistake.SECRET_ALTERED,
                        "blanks or a line break"),
                secret("a line break at the secret's end", SECRET + "\r\n", Mistake.SECRET_ALTERED, "line break"),
                secret("an invisible character before the secret", "\uFEFF" + SECRET, Mistake.SECRET_ALTERED, "blanks"),
                secret("quotes around the secret", "\"" + SECRET + "\"", Mistake.SECRET_ALTERED, "quotes"),
                secret("an escaped line break", SECRET + "\\n", Mistake.SECRET_ALTERED, "\\n at its end"),
                secret("quotes and an escaped line break", "'" + SECRET + "\\n'", Mistake.SECRET_ALTERED, "quotes and"),
                secret("two secrets in one", OTHER_SECRET + "," + SECRET, Mistake.SECRET_ALTERED, "have to be a list"),
                secret(
                        "a secret with %-escapes",
                        SECRET.replace("/", "%2F").replace("+", "%2B"), Mistake.SECRET_ALTERED, "%-escapes"),
                secret("no prefix", SECRET.substring(6), Mistake.SECRET_PREFIX, "with the prefix whsec_"),
                secret("the secret in Base64", base64(SECRET), Mistake.SECRET_ENCODING, "as the sender shows it"),
                secret(
                        "the secret in Base64 with a line break",
                        base64(SECRET + "\n"),
                        Mistake.SECRET_ENCODING,
                        "configure the secret itself"),
                secret(
                        "the secret in hex",
                        HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8)),
                        Mistake.SECRET_ENCODING,
                        "HEX"),
                guess(
                        "a placeholder",
                        JSON,
                        d -> d.secret("${SHOP_WEBHOOK_SECRET}"),
                        Mistake.SECRET_ALTERED,
                        "environment variable"),
                guess(
                        "an API key",
                        JSON,
                        d -> d.secret("api_0123456789abcdef"),
                        Mistake.SECRET_OF_OTHER_KIND,
                        "copy the signing secret"),
                guess(
                        "a secret of another form",
                        JSON,
                        d -> d.secret("0123456789abcdef"),
                        Mistake.SECRET_OF_OTHER_KIND,
                        "begin with whsec_"));
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

    private static byte[] reread(byte[] body, Charset read, Charset written) {
        return new String(body, read).getBytes(written);
    }

    private static Stream<Damage> charsets() {
        Charset latin = StandardCharsets.ISO_8859_1;
        Charset windows = Charset.forName("windows-1252");
        String name = "{\"id\":\"evt_1\",\"name\":\"J\u00fcrgen \u20ac\"}";
        String plain = "{\"id\":\"evt_1\",\"name\":\"J\u00fcrgen\"}";
        Charset utf8 = StandardCharsets.UTF_8;
        return Stream.of(
                proven(
                        "UTF-8 was read as Latin-1",
                        UNICODE,
                        d -> d.bytes(reread(d.body(), latin, utf8)),
                        Mistake.BODY_CHARSET,
                        "raw bytes"),
                proven(
                        "UTF-8 was read as Windows-1252",
                        name,
                        d -> d.bytes(reread(d.body(), windows, utf8)),
                        Mistake.BODY_CHARSET,
                        "raw bytes"),
                proven(
                        "and its final line was lost",
                        name + "\n",
                        d -> d.bytes(reread(name.getBytes(utf8), windows, utf8)),
                        Mistake.BODY_CHARSET,
                        "raw bytes"),
                proven(
                        "and it was minified",
                        name.replace(":", ": ").replace(",", ", "),
                        d -> d.bytes(reread(name.getBytes(utf8), latin, utf8)),
                        Mistake.BODY_CHARSET,
                        "raw bytes"),
                proven(
                        "UTF-8 was written as Latin-1",
                        plain,
                        d -> d.bytes(reread(d.body(), utf8, latin)),
                        Mistake.BODY_CHARSET,
                        "ISO-8859-1"),
                proven(
                        "UTF-8 was written as Windows-1252",
                        name,
                        d -> d.bytes(reread(d.body(), utf8, windows)),
                        Mistake.BODY_CHARSET,
                        "windows-1252"),
                guess(
                        "letters became question marks",
                        UNICODE,
                        d -> d.bytes(reread(
                                UNICODE.replace("\u6771", "\u6771\u6771").getBytes(utf8),
                                utf8,
                                StandardCharsets.US_ASCII)),
                        Mistake.BODY_CHARSET,
                        "UTF-8"),
                guess(
                        "letters became replacement characters",
                        UNICODE,
                        d -> d.bytes(reread(d.body(), StandardCharsets.US_ASCII, utf8)),
                        Mistake.BODY_CHARSET,
                        "UTF-8"),
                guess(
                        "a body was cut",
                        JSON,
                        d -> d.with("Content-Length", "" + JSON.length()).text(text -> text.substring(0, 20)),
                        Mistake.BODY_LENGTH,
                        "Let the bytes pass"),
                guess(
                        "a body was read before",
                        JSON,
                        d -> d.bytes(new byte[0]),
                        Mistake.BODY_CONSUMED,
                        "Exclude this endpoint's path"));
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

    private static Damage renamed(String name, UnaryOperator<String> change) {
        return proven(
                name,
                JSON,
                delivery -> delivery.renamed(change),
                Mistake.HEADER_RENAMED,
                "came as " + change.apply(SIGNATURE).replaceAll("[^A-Za-z0-9_.-]", "?"));
    }

    private static Stream<Damage> headers() {
        return Stream.of(
                renamed("underscores for hyphens", name -> name.replace('-', '_')),
                renamed("no hyphens", name -> name.replace("-", "")),
                renamed("behind X-Forwarded", name -> "X-Forwarded-" + name),
                renamed("behind x-amzn-remapped", name -> "x-amzn-remapped-" + name.toLowerCase(Locale.ROOT)),
                renamed(
                        "as CGI has them",
                        name -> "HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_')),
                renamed("with other characters", name -> "x:" + name),
                proven(
                        "the signature came twice",
                        JSON,
                        d -> d.with(SIGNATURE, d.headers().get(d.headers().indexOf(SIGNATURE) + 1)),
                        Mistake.HEADER_REPEATED,
                        "Let it pass"),
                proven(
                        "a wrong signature came first",
                        JSON,
                        d -> Damage.first(d, "sha256=" + "0".repeat(64)),
                        Mistake.HEADER_REPEATED,
                        "Let it pass"),
                proven(
                        "all values were doubled",
                        JSON,
                        d -> d.valued(value -> value + ", " + value),
                        Mistake.HEADER_REPEATED,
                        "Let it pass"),
                guess(
                        "the signature was emptied",
                        JSON,
                        d -> d.signature(value -> ""),
                        Mistake.HEADER_EMPTIED,
                        "Let it pass"),
                guess(
                        "signed with SHA-1",
                        JSON,
                        d -> d.without(SIGNATURE).with("X-Shop-Signature", "sha1=" + "0".repeat(40)),
                        Mistake.SIGNED_OTHERWISE,
                        "update the shop"));
    }

    private static Delivery first(Delivery delivery, String signature) {
        List<String> headers = new ArrayList<>(List.of(SIGNATURE, signature));
        headers.addAll(delivery.headers());
        return new Delivery(headers, delivery.body(), delivery.secret());
    }

    private static Damage signature(String name, UnaryOperator<String> change) {
        return proven(
                name,
                JSON,
                delivery -> delivery.signature(change),
                Mistake.SIGNATURE_ALTERED,
                "sha256=<lower-case hex>");
    }

    private static String recoded(String signature, Base64.Encoder encoder) {
        return encoder.encodeToString(HexFormat.of().parseHex(signature.substring(7)));
    }

    private static Stream<Damage> signatures() {
        return Stream.of(
                signature("the prefix was lost", value -> value.substring(7)),
                signature("another prefix", value -> "v1=" + value.substring(7)),
                signature("quotes", value -> "\"" + value + "\""),
                signature("blanks", value -> "sha256= " + value.substring(7) + " "),
                signature("upper case", value -> value.toUpperCase(Locale.ROOT)),
                signature("Base64 for hex", value -> "sha256=" + recoded(value, Base64.getEncoder())),
                signature(
                        "URL-safe Base64 for hex",
                        value -> recoded(value, Base64.getUrlEncoder().withoutPadding())),
                signature("%-escapes", value -> value.replace("=", "%3D")),
                proven(
                        "quotes around each value",
                        JSON,
                        d -> d.valued(value -> "\"" + value + "\""),
                        Mistake.SIGNATURE_ALTERED,
                        "quotes"));
    }

    /** All that must not be shown. */
    static List<String> confidential(Delivery delivery) {
        List<String> texts = new ArrayList<>(List.of(SECRET, OTHER_SECRET, delivery.secret()));
        texts.add(new String(delivery.body(), StandardCharsets.UTF_8));
        texts.addAll(delivery.headers().stream()
                .filter(value -> value.matches(".*[0-9a-fA-F]{20}.*|.*[A-Za-z0-9+/_-]{40}.*"))
                .toList());
        return texts;
    }

    @Override
    public String toString() {
        return name;
    }
}
