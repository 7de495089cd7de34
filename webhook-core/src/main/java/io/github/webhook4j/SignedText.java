package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The text that a sender signs, made from the parts of a request. */
final class SignedText {

    /** What HubSpot decodes, and nothing else. */
    private static final Map<String, String> DECODED = Map.ofEntries(
            Map.entry("%3A", ":"),
            Map.entry("%2F", "/"),
            Map.entry("%3F", "?"),
            Map.entry("%40", "@"),
            Map.entry("%21", "!"),
            Map.entry("%24", "$"),
            Map.entry("%27", "'"),
            Map.entry("%28", "("),
            Map.entry("%29", ")"),
            Map.entry("%2A", "*"),
            Map.entry("%2C", ","),
            Map.entry("%3B", ";"));

    /** Where the parts come from: the request, its body, the time as sent, and values in the body if some are signed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Source(
            WebhookRequest request,
            byte[] body,
            @Nullable String time,
            @Nullable EventScan scan) {}

    private final List<SignedPart> parts;

    SignedText(List<SignedPart> parts) {
        this.parts = parts;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    boolean holdsTime() {
        return holdsSeconds() || parts.stream().anyMatch(SignedPart.Timestamp.class::isInstance);
    }

    boolean holdsSeconds() {
        return parts.stream().anyMatch(SignedPart.Seconds.class::isInstance);
    }

    /** Whether a field of the request is part of the text. */
    boolean covers(Field field) {
        return field instanceof Field.Query
                ? parts.stream().anyMatch(SignedPart.Url.class::isInstance)
                : field instanceof Field.Header header && headers().contains(header.name());
    }

    boolean holdsBody() {
        return parts.stream()
                .anyMatch(part -> part instanceof SignedPart.Body || part instanceof SignedPart.FormFields);
    }

    List<String> pointers() {
        return parts.stream()
                .filter(SignedPart.Json.class::isInstance)
                .map(part -> ((SignedPart.Json) part).pointer())
                .toList();
    }

    List<String> headers() {
        return parts.stream()
                .filter(SignedPart.Header.class::isInstance)
                .map(part -> ((SignedPart.Header) part).name())
                .toList();
    }

    /** Refuses a request that lacks a signed header, before its body is read. */
    void checkHeaders(WebhookRequest request) {
        for (SignedPart part : parts) {
            if (part instanceof SignedPart.Header header) {
                header(header, request);
            }
        }
    }

    /** The pieces, in order. The body is not copied. */
    List<byte[]> of(Source source) {
        List<byte[]> pieces = new ArrayList<>(parts.size());
        for (SignedPart part : parts) {
            pieces.add(piece(part, source));
        }
        return pieces;
    }

    private static byte[] piece(SignedPart part, Source source) {
        if (part instanceof SignedPart.Body) {
            return source.body();
        }
        if (part instanceof SignedPart.FormFields) {
            return formFields(source.body());
        }
        return text(part, source).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(SignedPart part, Source source) {
        if (part instanceof SignedPart.Text text) {
            return text.value();
        }
        if (part instanceof SignedPart.Timestamp) {
            return Objects.requireNonNull(source.time());
        }
        if (part instanceof SignedPart.Seconds) {
            return Long.toString(Long.parseLong(Objects.requireNonNull(source.time())));
        }
        if (part instanceof SignedPart.Header header) {
            return header(header, source.request());
        }
        if (part instanceof SignedPart.Method) {
            return source.request().method();
        }
        if (part instanceof SignedPart.Url url) {
            String full = url.base() + Query.of(source.request().uri());
            return url.decoded() ? decoded(full) : full;
        }
        if (part instanceof SignedPart.Json json) {
            return SignatureFields.value(Field.json(json.pointer()), source.request(), source.scan());
        }
        throw new IllegalStateException("No text is made of " + part);
    }

    private static String header(SignedPart.Header header, WebhookRequest request) {
        String value = SignatureFields.only(header.name(), request);
        if (!header.allowed().matcher(value).matches()) {
            throw SignatureFields.malformed(Field.header(header.name()), "is not of the sender's form");
        }
        return value;
    }

    private static String decoded(String url) {
        String decoded = url;
        for (Map.Entry<String, String> escape : DECODED.entrySet()) {
            decoded = decoded.replace(escape.getKey(), escape.getValue());
        }
        return decoded;
    }

    /** Sorted by name; of a name that is there several times, each different value once, sorted. */
    private static byte[] formFields(byte[] body) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(body.length);
        try {
            new TreeMap<>(FormBody.fields(body))
                    .forEach((name, values) -> new TreeSet<>(values)
                            .forEach(value -> text.writeBytes((name + value).getBytes(StandardCharsets.UTF_8))));
        } catch (RejectedException e) {
            throw new RejectedException(Reason.SIGNATURE_MALFORMED, "the form that is signed cannot be read", e);
        }
        return text.toByteArray();
    }
}
