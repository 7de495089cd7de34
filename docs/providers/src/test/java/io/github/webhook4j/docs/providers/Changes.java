package io.github.webhook4j.docs.providers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What forgers, proxies and broken senders do to a request. */
final class Changes {

    /** One change. */
    record Change(String what, UnaryOperator<Sent> change) {
        Sent of(Sent sent) {
            return change.apply(sent);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** A change of a text. */
    private record Edit(String what, UnaryOperator<String> edit) {}

    private static final List<Edit> EDITS = List.of(
            new Edit("upper case", text -> text.toUpperCase(Locale.ROOT)),
            new Edit("Base64url", text -> text.replace('+', '-').replace('/', '_')),
            new Edit("no padding", text -> text.replace("=", "")),
            new Edit("more padding", text -> text + "="),
            new Edit("line breaks in it", text -> text.replaceAll("(.{8})", "$1\r\n")),
            new Edit("blanks around", text -> " " + text + "\t"),
            new Edit("twice", text -> text + text),
            new Edit("twice, comma", text -> text + "," + text),
            new Edit("twice, semicolon", text -> text + ";" + text),
            new Edit("twice, blank", text -> text + " " + text),
            new Edit("a thousand times, comma", text -> (start(text) + ",").repeat(1_000)),
            new Edit("a thousand times, blank", text -> (start(text) + " ").repeat(1_000)),
            new Edit("reversed", text -> new StringBuilder(text).reverse().toString()));

    private static final List<String> HEADERS = List.of(
            "Content-Type",
            "content-type",
            "webhook-id",
            "svix-id",
            "svix-signature",
            "x-hub-signature",
            "X-Hub-Signature-256",
            "x-twilio-signature",
            "I-Twilio-Idempotency-Token",
            "X-Shopify-Hmac-Sha256",
            "shopify-hmac-sha256",
            "x-zm-request-timestamp",
            "X-Slack-Request-Timestamp",
            "paddle-signature",
            "stripe-signature",
            "Linear-Delivery",
            "X-Event-Key",
            "Twitch-Eventsub-Message-Timestamp",
            "X-HubSpot-Request-Timestamp");

    private Changes() {}

    private static String start(String text) {
        return text.substring(0, Math.min(100, text.length()));
    }

    static Arbitrary<List<Change>> several() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, headerEdited()),
                        Tuple.of(2, headerAdded()),
                        Tuple.of(1, headerRemoved()),
                        Tuple.of(1, type()),
                        Tuple.of(2, uri()),
                        Tuple.of(1, method()),
                        Tuple.of(5, body()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static Arbitrary<String> odd() {
        Arbitrary<String> pieces = Arbitraries.of(
                        "t",
                        "v1",
                        "v1a",
                        "v0",
                        "h1",
                        "ts",
                        "=",
                        ",",
                        ";",
                        " ",
                        ".",
                        ":",
                        "sha256=",
                        "sha1=",
                        "0",
                        "1",
                        "-1",
                        "1767225600",
                        "1767225600000",
                        "2026-01-01T00:00:00Z",
                        "9999999999999999999",
                        "\u0000",
                        "\r\n",
                        "\ud800",
                        "\u0661",
                        "\u00fc",
                        "\uff11",
                        "a".repeat(64),
                        "AAAA")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(
                pieces, Arbitraries.strings().ofMaxLength(40), Arbitraries.of("", " ", "x".repeat(100_000)));
    }

    private static Arbitrary<Edit> edit() {
        Arbitrary<Edit> cut = Arbitraries.integers()
                .between(0, 200)
                .map(at -> new Edit("cut at " + at, text -> text.substring(0, Math.min(at, text.length()))));
        Arbitrary<Edit> swapped = Combinators.combine(Arbitraries.integers().between(0, 200), Arbitraries.chars())
                .as((at, with) -> new Edit(
                        "char " + (int) with + " at " + at,
                        text -> text.isEmpty()
                                ? text
                                : text.substring(0, at % text.length())
                                        + with
                                        + text.substring(at % text.length() + 1)));
        return Arbitraries.oneOf(
                Arbitraries.of(EDITS),
                cut,
                swapped,
                odd().map(other -> new Edit("replaced", text -> other)),
                odd().map(tail -> new Edit("longer", text -> text + tail)),
                odd().map(head -> new Edit("headed", text -> head + text)));
    }

    private static Sent edited(Sent sent, int index, Edit edit, UnaryOperator<String> spelling) {
        if (sent.headers().isEmpty()) {
            return sent;
        }
        Map.Entry<String, String> header = List.copyOf(sent.headers().entrySet())
                .get(index % sent.headers().size());
        return sent.with(spelling.apply(header.getKey()), edit.edit().apply(header.getValue()));
    }

    private static Sent removed(Sent sent, int index) {
        List<String> names = List.copyOf(sent.headers().keySet());
        return names.isEmpty() ? sent : sent.without(names.get(index % names.size()));
    }

    private static Arbitrary<Integer> index() {
        return Arbitraries.integers().between(0, 9);
    }

    private static Arbitrary<Change> headerEdited() {
        return Combinators.combine(index(), edit())
                .as((index, edit) -> new Change(
                        "header " + index + " " + edit.what(), sent -> edited(sent, index, edit, name -> name)));
    }

    /** Spelled in another case, a header comes twice. */
    private static Arbitrary<Change> headerAdded() {
        Arbitrary<Change> any = Combinators.combine(Arbitraries.of(HEADERS), odd())
                .as((name, value) -> new Change("header " + name, sent -> sent.with(name, value)));
        Arbitrary<Change> again = Combinators.combine(index(), edit())
                .as((index, edit) -> new Change(
                        "header " + index + " again",
                        sent -> edited(sent, index, edit, name -> name.toLowerCase(Locale.ROOT))));
        return Arbitraries.oneOf(any, again);
    }

    /** A body may be called what it is not. */
    private static Arbitrary<Change> type() {
        return Arbitraries.of(
                        "application/x-www-form-urlencoded", "application/json", "text/plain", "multipart/form-data")
                .map(type -> new Change("type " + type, sent -> sent.with("Content-Type", type)));
    }

    private static Arbitrary<Change> headerRemoved() {
        return index().map(index -> new Change("header " + index + " removed", sent -> removed(sent, index)));
    }

    private static Arbitrary<String> form() {
        return Arbitraries.of(
                        "a",
                        "=",
                        "&",
                        "+",
                        "%",
                        "%2",
                        "%zz",
                        "%00",
                        "%FF",
                        "%C3%BC",
                        "%ED%A0%80",
                        "?",
                        "#",
                        "payload=",
                        "payload=%7B%7D",
                        "payload=%7B%22type%22:1%7D",
                        "ssl_check=1",
                        "command=%2Fx",
                        "challenge=",
                        "hub.mode=subscribe&",
                        "hub.verify_token=agreed&",
                        "hub.challenge=1&",
                        "bodySHA256=",
                        "bodySHA256=" + "0".repeat(64),
                        "MessageStatus=sent",
                        "id=1",
                        "type=",
                        "x=1&".repeat(2_500))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static Arbitrary<Change> uri() {
        return Arbitraries.oneOf(
                form().map(query -> new Change("query " + query, sent -> sent.to("/hooks?" + query))),
                odd().map(uri -> new Change("uri " + uri, sent -> sent.to(uri))),
                edit().map(edit -> new Change(
                        "uri " + edit.what(), sent -> sent.to(edit.edit().apply(sent.uri())))));
    }

    private static Arbitrary<Change> method() {
        return Arbitraries.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "post", "", "POST ", "\u0000")
                .map(method -> new Change(
                        "method " + method, sent -> new Sent(method, sent.uri(), sent.headers(), sent.body())));
    }

    private static Arbitrary<String> json() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"",
                        "\"id\"",
                        "\"type\"",
                        "\"event\"",
                        "\"payload\"",
                        "null",
                        "true",
                        "0",
                        "-0",
                        "1e999999999",
                        "1.5",
                        "9".repeat(1_200),
                        "\"\\ud800\"",
                        "\"\\u0000\"",
                        "\u0000",
                        "\u00fc",
                        "\\",
                        " ",
                        "\n",
                        "{}",
                        "[]",
                        "[1]",
                        "{\"id\":\"1\",\"type\":\"a\"}",
                        "{\"id\":{},\"type\":[]}",
                        "{\"signature\":{\"timestamp\":1,\"token\":2,\"signature\":3}}",
                        "[".repeat(600),
                        "{\"a\":".repeat(600),
                        "{},".repeat(5_000))
                .list()
                .ofMaxSize(16)
                .map(parts -> String.join("", parts));
    }

    private static Arbitrary<Change> body() {
        Arbitrary<Change> bytes = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(200)
                .map(other -> new Change("random bytes", sent -> sent.body(other)));
        Arbitrary<Change> badUtf8 = Combinators.combine(
                        Arbitraries.integers().between(0, 200),
                        Arbitraries.of("c0af", "eda080", "ff", "f4908080", "c3", "00", "efbbbf", "fffe"))
                .as((at, hex) -> new Change("bytes " + hex + " at " + at, sent -> sent.body(inserted(sent, at, hex))));
        Arbitrary<Change> whole = Arbitraries.of(
                new Change("UTF-16", sent -> sent.body(sent.text().getBytes(StandardCharsets.UTF_16))),
                new Change("array of itself", sent -> sent.body(json -> "[" + json + "," + json + "]")),
                new Change("wrapped", sent -> sent.body(json -> "{\"detail\":" + json + "}")),
                new Change("numbers for texts", sent -> sent.body(json -> json.replaceAll(":\"[^\"]*\"", ":1"))),
                new Change("nulls for texts", sent -> sent.body(json -> json.replaceAll(":\"[^\"]*\"", ":null"))),
                new Change("objects for texts", sent -> sent.body(json -> json.replaceAll(":\"[^\"]*\"", ":{}"))),
                new Change("empty texts", sent -> sent.body(json -> json.replaceAll(":\"[^\"]*\"", ":\"\""))),
                new Change("large", sent -> sent.body(new byte[4 * 1024 * 1024])));
        return Arbitraries.oneOf(
                bytes,
                badUtf8,
                whole,
                json().map(text -> new Change("JSON " + text, sent -> sent.body(old -> text))),
                form().map(text -> new Change("form " + text, sent -> sent.body(old -> text))),
                edit().map(edit -> new Change("body " + edit.what(), sent -> sent.body(edit.edit()))));
    }

    private static byte[] inserted(Sent sent, int at, String hex) {
        int cut = Math.min(at, sent.body().length);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(sent.body(), 0, cut);
        bytes.writeBytes(HexFormat.of().parseHex(hex));
        bytes.write(sent.body(), cut, sent.body().length - cut);
        return bytes.toByteArray();
    }
}
