package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as an adapter hands it over: nothing decoded, the body not read yet.
 *
 * <p>The endpoint reads the body at most once, only after the headers have passed, and only up to its limit. Safe to share
 * between threads once built, except for the body.
 */
public final class WebhookRequest {

    /** Opens the body. Called at most once. */
    @FunctionalInterface
    public interface BodySource {
        /**
         * Opens the raw body, before any decoding of characters, forms or parts.
         *
         * @return the bytes as sent; the endpoint does not close it
         * @throws IOException if the connection fails
         * @throws IllegalStateException if something else has taken the body already
         */
        InputStream open() throws IOException;
    }

    private static final byte[] NO_BODY = {};

    private final String method;
    private final String uri;
    private final WebhookHeaders headers;
    private final @Nullable String remoteAddress;
    private final byte @Nullable [] bytes;
    private final BodySource body;

    private WebhookRequest(Builder builder) {
        this.method = builder.method;
        this.uri = builder.uri;
        this.headers = new WebhookHeaders(builder.headers);
        this.remoteAddress = builder.remoteAddress;
        this.bytes = builder.bytes;
        this.body = builder.body;
    }

    private WebhookRequest(WebhookRequest request, WebhookHeaders headers) {
        this.method = request.method;
        this.uri = request.uri;
        this.headers = headers;
        this.remoteAddress = request.remoteAddress;
        this.bytes = request.bytes;
        this.body = request.body;
    }

    /**
     * Starts a request.
     *
     * @param method the HTTP method, upper case
     * @param uri the URI as received, not decoded; it need not be a valid one
     * @return a builder with no headers and an empty body
     */
    public static Builder builder(String method, String uri) {
        return new Builder(method, uri);
    }

    /**
     * The HTTP method.
     *
     * @return the method, such as {@code POST}
     */
    public String method() {
        return method;
    }

    /**
     * The URI as received.
     *
     * @return the URI, not decoded
     */
    public String uri() {
        return uri;
    }

    /**
     * The headers.
     *
     * @return the headers
     */
    public WebhookHeaders headers() {
        return headers;
    }

    /**
     * The address of the peer, which is a proxy's where there is one.
     *
     * @return the address as text, or {@code null} if the adapter does not know it
     */
    public @Nullable String remoteAddress() {
        return remoteAddress;
    }

    /**
     * The body, for those who pass requests on instead of handling them. Only a request that was built with its bytes has it, such as one
     * of {@link MissedEvents#fetch} or {@link Tunnel}: what comes through an adapter is read by the endpoint alone.
     *
     * @return the exact bytes, none if there is no body; do not change them
     * @throws IllegalStateException if the body has not been read yet
     */
    public byte[] body() {
        if (bytes == null) {
            throw new IllegalStateException("The body of this request is for its endpoint to read");
        }
        return bytes;
    }

    /**
     * The type of event that it claims to be, for those who pass requests on and show what they pass. Nothing is verified.
     *
     * @param provider whose event it may be
     * @return the type, or {@code null} if the request is no event of the provider's, or its body has not been read yet
     */
    public @Nullable String claimedType(WebhookProvider provider) {
        if (bytes == null) {
            return null;
        }
        try {
            List<WebhookEvent.Parts> events =
                    provider.reader().read(this, bytes, null).events();
            return events.isEmpty() ? null : events.get(0).type();
        } catch (RejectedException e) {
            return null;
        }
    }

    /** The same request with other headers. */
    WebhookRequest with(WebhookHeaders changed) {
        return new WebhookRequest(this, changed);
    }

    /** Whether the headers announce a body, so that an empty one must have been read by somebody else. */
    boolean announcesBody() {
        return announcedLength() > 0 || headers.first("Transfer-Encoding") != null;
    }

    byte[] readBody(int maxBytes) {
        if (bytes != null && bytes.length <= maxBytes) {
            return bytes;
        }
        long announced = announcedLength();
        try {
            InputStream in = body.open();
            if (announced <= maxBytes) {
                byte[] bytes = BodyReader.read(in, announced, maxBytes);
                if (bytes != null) {
                    return bytes;
                }
            }
            BodyReader.discard(in);
        } catch (IllegalStateException e) {
            throw new RejectedException(Reason.BODY_CONSUMED, "the request refused to hand over its body", e);
        } catch (IOException e) {
            throw new RejectedException(Reason.BODY_UNREADABLE, "the body could not be read to its end", e);
        }
        throw new RejectedException(Reason.BODY_TOO_LARGE, "the body exceeds " + maxBytes + " bytes");
    }

    /** The length that the headers announce, or -1. */
    long announcedLength() {
        String length = headers.first("Content-Length");
        return length != null && SignatureFields.isNumber(length) ? Long.parseLong(length) : -1;
    }

    @Override
    public String toString() {
        return "WebhookRequest[" + method + "]";
    }

    /** Builds a {@link WebhookRequest}. Not thread-safe. */
    public static final class Builder {

        private final String method;
        private final String uri;
        private final List<String> headers = new ArrayList<>();
        private @Nullable String remoteAddress;
        private byte @Nullable [] bytes = NO_BODY;
        private BodySource body = InputStream::nullInputStream;

        private Builder(String method, String uri) {
            this.method = method;
            this.uri = uri;
        }

        /**
         * Adds a value to a header.
         *
         * @param name the name
         * @param value the value as received
         * @return this builder
         */
        public Builder header(String name, String value) {
            headers.add(name);
            headers.add(value);
            return this;
        }

        /**
         * Sets the address of the peer.
         *
         * @param address the address as text, or {@code null}
         * @return this builder
         */
        public Builder remoteAddress(@Nullable String address) {
            this.remoteAddress = address;
            return this;
        }

        /**
         * Sets where the body comes from.
         *
         * @param source opens the raw body
         * @return this builder
         */
        public Builder body(BodySource source) {
            this.body = source;
            this.bytes = null;
            return this;
        }

        /**
         * Sets the body.
         *
         * @param bytes the exact bytes, not copied; do not change them afterwards
         * @return this builder
         */
        public Builder body(byte[] bytes) {
            body(() -> new ByteArrayInputStream(bytes));
            this.bytes = bytes;
            return this;
        }

        /**
         * Builds the request.
         *
         * @return the request
         */
        public WebhookRequest build() {
            return new WebhookRequest(this);
        }
    }
}
