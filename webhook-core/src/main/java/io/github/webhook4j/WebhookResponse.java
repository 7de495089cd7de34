package io.github.webhook4j;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An HTTP answer, for adapters to write as it is. Immutable, thread-safe. */
public final class WebhookResponse {

    private static final byte[] NO_BODY = {};

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private WebhookResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * An answer with a body and status 200, for handlers whose answer the sender reads.
     *
     * @param contentType the body's type, such as {@code text/xml; charset=utf-8}
     * @param body the exact bytes
     * @return the answer
     */
    public static WebhookResponse of(String contentType, byte[] body) {
        // a browser must not take what a sender's request is answered with for a page
        return new WebhookResponse(
                200, Map.of("Content-Type", contentType, "X-Content-Type-Options", "nosniff"), body.clone());
    }

    /**
     * An answer without a body, for senders that want another status than 200.
     *
     * @param status the status
     * @return the answer
     * @throws IllegalArgumentException if the status does not say that the delivery has succeeded
     */
    public static WebhookResponse success(int status) {
        if (status / 100 != 2) {
            throw new IllegalArgumentException(status + " does not say that a delivery has succeeded");
        }
        return of(status);
    }

    /**
     * What somebody else has answered, for those who pass requests on instead of handling them. Its headers and body are left out.
     *
     * @param status the status of the other's answer
     * @return the answer
     * @throws IllegalArgumentException if that is no status of HTTP
     */
    public static WebhookResponse passedOn(int status) {
        if (status / 100 < 1 || status / 100 > 5) {
            throw new IllegalArgumentException(status + " is no status of HTTP");
        }
        return of(status);
    }

    static WebhookResponse text(String text) {
        return of("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static WebhookResponse of(int status) {
        return new WebhookResponse(status, Map.of(), NO_BODY);
    }

    WebhookResponse with(String header, String value) {
        return new WebhookResponse(status, Map.of(header, value), body);
    }

    /**
     * The status code.
     *
     * @return the status code
     */
    public int status() {
        return status;
    }

    /**
     * The headers to set.
     *
     * @return values by name
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The exact bytes of the body.
     *
     * @return the bytes, usually none; do not change them
     */
    public byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "WebhookResponse[" + status + "]";
    }
}
