package io.github.webhook4j.test;

import io.github.webhook4j.Field;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as the sender would make it, or, by a mutation with a name, as a forger, a proxy or a wrong clock would.
 *
 * <pre>{@code
 * WebhookRequest forged = SignedRequest.of(stripe).event("invoice.paid").tampered().build().toRequest();
 * }</pre>
 *
 * <p>Immutable, thread-safe.
 */
public final class SignedRequest {

    private final Map<String, String> headers;
    private final byte[] body;

    private SignedRequest(Map<String, String> headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    /**
     * Starts a genuine request.
     *
     * @param provider whose request; its first secret signs
     * @return a builder
     */
    public static Builder of(WebhookProvider provider) {
        return new Builder(provider);
    }

    /**
     * The headers.
     *
     * @return values by name
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body as it is sent.
     *
     * @return a copy
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * The request, to be given to {@link io.github.webhook4j.WebhookEndpoint#handle}.
     *
     * @return a new request
     */
    public WebhookRequest toRequest() {
        WebhookRequest.Builder request =
                WebhookRequest.builder("POST", "http://localhost/webhooks").body(body);
        headers.forEach(request::header);
        return request.build();
    }

    /**
     * The request, to be sent over HTTP.
     *
     * @param uri where to
     * @return a new request
     */
    public HttpRequest toHttp(URI uri) {
        return toHttp(uri, BodyPublishers.ofByteArray(body));
    }

    /** The same headers with a body that comes in another way. */
    HttpRequest toHttp(URI uri, BodyPublisher publisher) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(publisher);
        headers.forEach(request::header);
        return request.build();
    }

    /** Builds a {@link SignedRequest}. Not thread-safe. */
    public static final class Builder {

        private static final Duration TOO_FAR = Duration.ofHours(1);
        private static final String ANY_TYPE = "test.event";

        private enum Mutation {
            NONE,
            TAMPERED,
            WRONG_SECRET,
            UNSIGNED
        }

        private final WebhookProvider provider;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final String someId = "test_" + UUID.randomUUID();
        private @Nullable String type;
        private @Nullable String id;
        private byte @Nullable [] body;
        private @Nullable String formField;
        private Clock clock = Clock.systemUTC();
        private Duration shift = Duration.ZERO;
        private Mutation mutation = Mutation.NONE;

        private Builder(WebhookProvider provider) {
            this.provider = provider;
        }

        /**
         * Sets the type, and with it the sample that is sent. Default: a type that no provider has.
         *
         * @param eventType the type's name
         * @return this builder
         */
        public Builder event(String eventType) {
            this.type = eventType;
            return this;
        }

        /**
         * Sets the id: requests with the same one are the same event. Default: a new one for each builder.
         *
         * <p>Where the sender makes ids of several values, as Zoom does, it goes to the one that is the object's, and {@link
         * io.github.webhook4j.WebhookEvent#id()} holds the others as well. A kind of event that the sender gives no id, as Slack
         * does with slash commands, gets it where the sender's others have theirs.
         *
         * @param eventId the event's or delivery's id
         * @return this builder
         */
        public Builder id(String eventId) {
            this.id = eventId;
            return this;
        }

        /**
         * Sends these bytes instead of a sample. Ids and types that the sender writes into the body are then not set.
         *
         * @param bytes the exact bytes
         * @return this builder
         */
        public Builder body(byte[] bytes) {
            this.body = bytes.clone();
            return this;
        }

        /**
         * Sets a header, in place of the one that the sender would send.
         *
         * @param name the name
         * @param value the value
         * @return this builder
         */
        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /**
         * Sends the JSON as a field of a form, which is then what is signed.
         *
         * @param field the form field
         * @return this builder
         */
        public Builder form(String field) {
            this.formField = field;
            return this;
        }

        /**
         * Signs at the time that a clock shows. Default: the system's clock.
         *
         * @param senderClock the clock
         * @return this builder
         */
        public Builder clock(Clock senderClock) {
            this.clock = senderClock;
            return this;
        }

        /**
         * Signs an hour before the clock's time, as in a replay.
         *
         * @return this builder
         */
        public Builder stale() {
            this.shift = TOO_FAR.negated();
            return this;
        }

        /**
         * Signs an hour after the clock's time.
         *
         * @return this builder
         */
        public Builder future() {
            this.shift = TOO_FAR;
            return this;
        }

        /**
         * Changes one byte of the body after signing.
         *
         * @return this builder
         */
        public Builder tampered() {
            this.mutation = Mutation.TAMPERED;
            return this;
        }

        /**
         * Carries a signature that none of the provider's secrets has made.
         *
         * @return this builder
         */
        public Builder wrongSecret() {
            this.mutation = Mutation.WRONG_SECRET;
            return this;
        }

        /**
         * Carries no signature.
         *
         * @return this builder
         */
        public Builder unsigned() {
            this.mutation = Mutation.UNSIGNED;
            return this;
        }

        /**
         * Makes the request.
         *
         * @return the request
         * @throws IllegalStateException if it is to be stale or of the future, but the provider signs no time
         * @throws IllegalArgumentException if it is to have an id or a type, but the sender writes none
         */
        public SignedRequest build() {
            Sample sample = Sample.of(provider, type == null ? ANY_TYPE : type);
            write(sample, provider.type(), type, ANY_TYPE);
            write(sample, provider.id(), id, someId);
            byte[] signed = encode(body == null ? sample.json() : body);
            Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            all.put("Content-Type", formField == null ? "application/json" : "application/x-www-form-urlencoded");
            all.putAll(sample.headers());
            all.putAll(signature(all, signed));
            all.putAll(headers);
            return new SignedRequest(all, mutation == Mutation.TAMPERED ? changed(signed) : signed);
        }

        private void write(Sample sample, Field field, @Nullable String wanted, String otherwise) {
            if (!sample.write(field, wanted == null ? otherwise : wanted) && wanted != null) {
                throw new IllegalArgumentException(
                        provider.name() + " sends no " + field + " to hold \"" + wanted + "\"");
            }
        }

        private byte[] encode(byte[] json) {
            return formField == null
                    ? json
                    : (formField + "="
                                    + URLEncoder.encode(
                                            new String(json, StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.US_ASCII);
        }

        private Map<String, String> signature(Map<String, String> sent, byte[] signed) {
            Instant at = clock.instant().plus(shift);
            WebhookRequest request =
                    new SignedRequest(sent, mutation == Mutation.WRONG_SECRET ? changed(signed) : signed).toRequest();
            Map<String, String> signature = provider.sign(request, at);
            if (!shift.isZero() && signature.equals(provider.sign(request, at.minus(shift)))) {
                throw new IllegalStateException(provider.name() + " signs no time: a request of it cannot be stale");
            }
            return mutation == Mutation.UNSIGNED ? Map.of() : signature;
        }

        private static byte[] changed(byte[] bytes) {
            byte[] changed = Arrays.copyOf(bytes, Math.max(1, bytes.length));
            changed[changed.length - 1] ^= 1;
            return changed;
        }
    }
}
