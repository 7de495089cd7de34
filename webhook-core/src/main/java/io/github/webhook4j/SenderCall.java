package io.github.webhook4j;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call of a sender's API. Immutable. {@code GET}, {@code PUT} and {@code DELETE} are made again where it is not known whether they
 * have arrived; others only if they are {@link #repeatable}.
 */
public final class SenderCall {

    private final String method;
    private final String path;
    private final List<Map.Entry<String, String>> headers;
    private final byte @Nullable [] body;
    private final boolean repeatable;

    private SenderCall(String method, String path, List<Map.Entry<String, String>> headers, Content content) {
        this.method = method;
        this.path = path;
        this.headers = List.copyOf(headers);
        this.body = content.body();
        this.repeatable = content.repeatable();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Content(byte @Nullable [] body, boolean repeatable) {}

    /**
     * A call.
     *
     * @param method the HTTP method, such as {@code GET}
     * @param path the path below the API's URL, with a slash first and, encoded, a query; or a whole URI of the same host, such as {@link
     *     SenderAnswer#next} gives it
     * @return the call, without a body
     */
    public static SenderCall of(String method, String path) {
        String upper = method.toUpperCase(Locale.ROOT);
        boolean repeatable = List.of("GET", "PUT", "DELETE").contains(upper);
        return new SenderCall(upper, path, List.of(), new Content(null, repeatable));
    }

    /**
     * The same call with a parameter in its query.
     *
     * @param name the name
     * @param value the value, not encoded
     * @return the call
     */
    public SenderCall query(String name, String value) {
        String separator = path.indexOf('?') < 0 ? "?" : "&";
        return new SenderCall(
                method, path + separator + pair(Map.entry(name, value)), headers, new Content(body, repeatable));
    }

    /**
     * The same call with a header.
     *
     * @param name the name
     * @param value the value
     * @return the call
     */
    public SenderCall header(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new SenderCall(method, path, more, new Content(body, repeatable));
    }

    /**
     * The same call with a body of JSON.
     *
     * @param value a tree, or maps, lists, text and numbers
     * @return the call
     */
    public SenderCall json(Object value) {
        return header("Content-Type", "application/json").with(Json.write(value));
    }

    /**
     * The same call with a form as its body.
     *
     * @param fields names and values in their order, not encoded
     * @return the call
     */
    public SenderCall form(List<Map.Entry<String, String>> fields) {
        String form = fields.stream().map(SenderCall::pair).collect(Collectors.joining("&"));
        return header("Content-Type", "application/x-www-form-urlencoded").with(form.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same call, which does no more if it is made twice.
     *
     * @return the call
     */
    public SenderCall repeatable() {
        return new SenderCall(method, path, headers, new Content(body, true));
    }

    private SenderCall with(byte[] bytes) {
        return new SenderCall(method, path, headers, new Content(bytes, repeatable));
    }

    private static String pair(Map.Entry<String, String> field) {
        return URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8);
    }

    String method() {
        return method;
    }

    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    byte @Nullable [] body() {
        return body;
    }

    boolean mayBeRepeated() {
        return repeatable;
    }

    URI under(URI base) {
        if (path.startsWith("/")) {
            String root = base.toString();
            return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
        }
        return URI.create(path);
    }

    /** Without the query, which may hold what somebody has typed. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
