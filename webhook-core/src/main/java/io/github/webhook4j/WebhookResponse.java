package io.github.webhook4j;

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
