package io.github.webhook4j;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.webhook4j.SenderException.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a sender's API has answered. Immutable, thread-safe; {@link #toString} shows the status only. */
public final class SenderAnswer {

    private static final ObjectReader READER =
            Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,]*\\brel=\"?next\"?");

    private final String call;
    private final int status;
    private final WebhookHeaders headers;
    private final byte[] body;

    SenderAnswer(String call, int status, WebhookHeaders headers, byte[] body) {
        this.call = call;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * The status.
     *
     * @return the HTTP status
     */
    public int status() {
        return status;
    }

    /**
     * A header.
     *
     * @param name the name, in whatever case
     * @return its first value, or {@code null}
     */
    public @Nullable String header(String name) {
        return headers.first(name);
    }

    /**
     * The body as a tree.
     *
     * @return the tree
     * @throws SenderException {@code MALFORMED} if the body is not one JSON document
     */
    public JsonNode json() {
        try {
            JsonNode tree = READER.readTree(body);
            if (!tree.isMissingNode()) {
                return tree;
            }
        } catch (IOException e) {
            // Jackson's message quotes the body
            throw malformed("is not one JSON document" + PayloadBinders.at(e));
        }
        throw malformed("is empty where JSON is expected");
    }

    /**
     * The exact bytes of an object or array in the body.
     *
     * @param pointer an RFC 6901 pointer of names; empty for the whole
     * @return the bytes
     * @throws SenderException {@code MALFORMED} if the body is no JSON, or has no such thing there
     */
    public byte[] bytes(String pointer) {
        if (pointer.isEmpty()) {
            return body.clone();
        }
        return at(pointer).orElseThrow(() -> malformed("has nothing at " + pointer)).body;
    }

    /**
     * A part of the answer, so that no tree is built of what is large beside it.
     *
     * @param pointer an RFC 6901 pointer of names to an object or array
     * @return the answer as if its body were that part; empty if nothing, or {@code null}, is there
     * @throws SenderException {@code MALFORMED} if the body is no JSON object
     */
    public Optional<SenderAnswer> at(String pointer) {
        try {
            EventScan.Span span =
                    EventScan.of(body, EventScan.Plan.of(Set.of(pointer))).span(pointer);
            return Optional.ofNullable(span).map(part -> new SenderAnswer(call, status, headers, part.of(body)));
        } catch (RejectedException e) {
            throw malformed("is no JSON: " + e.getMessage());
        }
    }

    /**
     * The next page, as the header {@code Link} names it.
     *
     * @return the whole URI, or {@code null} if this is the last page
     */
    public @Nullable String next() {
        for (String link : headers.all("Link")) {
            Matcher matcher = NEXT.matcher(link);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return null;
    }

    /**
     * Says that the body lacks what the sender documents.
     *
     * @param what such as {@code has no id}
     * @return the exception to throw
     */
    public SenderException malformed(String what) {
        return new SenderException(
                Reason.MALFORMED, "The answer to " + call + " (status " + status + ") " + what + ".", null, null);
    }

    int size() {
        return body.length;
    }

    @Override
    public String toString() {
        return "SenderAnswer[" + call + ", " + status + "]";
    }
}
