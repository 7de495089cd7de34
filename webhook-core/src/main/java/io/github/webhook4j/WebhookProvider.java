package io.github.webhook4j;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sender of webhooks, described: how it signs, where it puts an event's id and type, what it sends.
 *
 * <p>Immutable, thread-safe. Provider modules build theirs; {@link #builder} describes any other sender.
 */
public final class WebhookProvider {

    /** How large a body may be unless the provider says otherwise: 1 MiB. */
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    private final ProviderDescription told;
    private final Signing signing;
    private final @Nullable EventOrder order;
    private final @Nullable PublishedAddresses addresses;

    private WebhookProvider(
            ProviderDescription told,
            Signing signing,
            @Nullable EventOrder order,
            @Nullable PublishedAddresses addresses) {
        this.told = told;
        this.signing = signing;
        this.order = order;
        this.addresses = addresses;
    }

    /**
     * Starts a description.
     *
     * @param name the provider's name: lower case letters, digits and hyphens
     * @param scheme how it signs
     * @param secrets what it signs with
     * @return a builder; {@link Builder#id} and {@link Builder#type} are required
     * @throws IllegalArgumentException if the name has other characters, or the secrets are not as the scheme demands
     */
    public static Builder builder(String name, SignatureScheme scheme, Secrets secrets) {
        return new Builder(name, scheme, secrets);
    }

    /**
     * A provider by its name, from the provider modules on the class path.
     *
     * @param name the name, such as {@code stripe}
     * @param secrets what it signs with
     * @param options the provider's options, as the module documents them
     * @return the provider
     * @throws IllegalArgumentException if no module has that name, or the provider has no such option
     */
    public static WebhookProvider named(String name, Secrets secrets, Map<String, String> options) {
        return ProviderFactories.create(name, secrets, options);
    }

    /**
     * The name.
     *
     * @return the name, such as {@code stripe}
     */
    public String name() {
        return told.name();
    }

    /**
     * Where the id of an event is.
     *
     * @return the field
     */
    public Field id() {
        return told.reader().id();
    }

    /**
     * Where the type of an event is.
     *
     * @return the field
     */
    public Field type() {
        return told.reader().type();
    }

    /**
     * How long the sender waits for an answer.
     *
     * @return the time, or {@code null} if it is not known
     */
    public @Nullable Duration deadline() {
        return told.deadline();
    }

    /**
     * How large a body may be.
     *
     * @return the limit in bytes
     */
    public int maxBodyBytes() {
        return told.maxBodyBytes();
    }

    /**
     * The same provider, with what its events have in common that have to be handled in order, such as the id of the object
     * that they are about. It is read only where a {@link DurableInbox} keeps events in order.
     *
     * @param field a header, a JSON value, or what is made of several
     * @return the provider
     */
    public WebhookProvider orderedBy(Field field) {
        return new WebhookProvider(told, signing, EventOrder.of(field), addresses);
    }

    /**
     * The same provider, with where it publishes the addresses that it sends from.
     *
     * @param published the list's place
     * @return the provider
     */
    public WebhookProvider publishes(PublishedAddresses published) {
        return new WebhookProvider(told, signing, order, published);
    }

    /**
     * Where the sender publishes the addresses that it sends from.
     *
     * @return the list's place, or {@code null} if it publishes none
     */
    public @Nullable PublishedAddresses publishedAddresses() {
        return addresses;
    }

    /**
     * The same provider, with the mistakes that its users make, for the log line of a request that is refused.
     *
     * @param hints the mistakes, the likeliest first
     * @return the provider
     */
    public WebhookProvider hints(Hint... hints) {
        return new WebhookProvider(told, signing.with(List.of(hints)), order, addresses);
    }

    /**
     * Signs a request as the sender would, for tests and for those who send.
     *
     * @param request the request, its body in memory, with those of its headers that are signed
     * @param at the time of signing
     * @return the headers to add, by name
     * @throws IllegalArgumentException if the secrets are chosen per request or cannot sign, or the signature is no header
     */
    public Map<String, String> sign(WebhookRequest request, Instant at) {
        return signing.scheme().sign(signing.secrets(), request, at);
    }

    SignatureClaim claim(WebhookRequest request) {
        return signing.scheme().claim(signing.secrets(), request);
    }

    Signing signing() {
        return signing;
    }

    EventCatalog catalog() {
        return told.catalog();
    }

    EventReader reader() {
        return told.reader();
    }

    WebhookResponse acknowledgement() {
        return told.acknowledgement();
    }

    /** The headers that prove who sent a request, and those that grant something to whoever has them. */
    Set<String> proofHeaders() {
        return signing.proofHeaders();
    }

    @Nullable
    String orderKey(WebhookRequest request, byte[] json) {
        return order == null ? null : order.key(request, json);
    }

    boolean isEnvelope(Class<?> type) {
        return told.envelopes().contains(type);
    }

    /** The methods besides POST that a handshake uses. */
    List<String> handshakeMethods() {
        return Handshake.methods(told.handshakes());
    }

    /** The answer to a handshake without a signature, or {@code null} if the request is none. */
    @Nullable
    WebhookResponse greet(WebhookRequest request) {
        return Handshake.greet(told.handshakes(), request);
    }

    @Override
    public String toString() {
        return "WebhookProvider[" + told.name() + ", " + signing.secrets() + "]";
    }

    /** Builds a {@link WebhookProvider}. Not thread-safe. */
    public static final class Builder {

        final String name;

        @Nullable
        Field id;

        @Nullable
        Field key;

        @Nullable
        Field type;

        @Nullable
        Field occurredAt;

        @Nullable
        String payload;

        List<BodyShape> shapes = List.of();
        List<Handshake> handshakes = List.of();
        final SignatureScheme scheme;
        final Secrets secrets;
        List<Class<?>> envelopes = List.of();

        @Nullable
        Duration deadline;

        WebhookResponse acknowledgement = WebhookResponse.of(200);
        int maxBodyBytes = MAX_BODY_BYTES;
        Collection<? extends EventType<?>> types = List.of();

        private Builder(String name, SignatureScheme scheme, Secrets secrets) {
            if (!name.matches("[a-z0-9-]+")) {
                throw new IllegalArgumentException("\"" + name + "\" is no provider name: use a-z, 0-9 and -");
            }
            scheme.check(secrets);
            this.name = name;
            this.scheme = scheme;
            this.secrets = secrets;
        }

        Field required(@Nullable Field field, String what) {
            if (field == null) {
                throw new IllegalStateException(
                        "Provider " + name + " does not say where an event's " + what + " is: call " + what + "(...)");
            }
            return field;
        }

        /**
         * Says where the id of an event is. Required.
         *
         * @param field a header, a JSON value, or what is made of several
         * @return this builder
         */
        public Builder id(Field field) {
            this.id = field;
            return this;
        }

        /**
         * Says what makes two deliveries the same event. Default: the id.
         *
         * @param field a header, a JSON value, or what is made of several
         * @return this builder
         */
        public Builder key(Field field) {
            this.key = field;
            return this;
        }

        /**
         * Says where the type of an event is. Required.
         *
         * @param field a header, a JSON value, or what is made of several
         * @return this builder
         */
        public Builder type(Field field) {
            this.type = field;
            return this;
        }

        /**
         * Says when the event happened. Default: unknown.
         *
         * @param field a header or a JSON value: seconds or milliseconds since 1970, or RFC 3339
         * @return this builder
         */
        public Builder occurredAt(Field field) {
            this.occurredAt = field;
            return this;
        }

        /**
         * Says which part of the JSON is the payload. Default, and for events that lack it: the whole.
         *
         * @param pointer an RFC 6901 pointer to an object
         * @param envelopeClasses classes that bind to the whole JSON all the same
         * @return this builder
         */
        public Builder payload(String pointer, Class<?>... envelopeClasses) {
            this.payload = Field.json(pointer).pointer();
            this.envelopes = List.of(envelopeClasses);
            return this;
        }

        /**
         * Says what bodies may look like besides one JSON object.
         *
         * @param bodyShapes the shapes
         * @return this builder
         */
        public Builder accepts(BodyShape... bodyShapes) {
            this.shapes = List.of(bodyShapes);
            return this;
        }

        /**
         * Says which requests are no events but answered by the provider itself.
         *
         * @param answered the handshakes; the first that matches answers
         * @return this builder
         */
        public Builder handshakes(Handshake... answered) {
            this.handshakes = List.of(answered);
            return this;
        }

        /**
         * Says how long the sender waits for an answer. Default: unknown. A handler that takes more than half of it is reported.
         *
         * @param time the time
         * @return this builder
         */
        public Builder deadline(Duration time) {
            this.deadline = time;
            return this;
        }

        /**
         * Says how the sender is told that an event has been taken, where no handler answers. Default: 200 without a body.
         *
         * @param answer such as {@link WebhookResponse#success} with 204, or a text that the sender waits for
         * @return this builder
         */
        public Builder acknowledges(WebhookResponse answer) {
            this.acknowledgement = answer;
            return this;
        }

        /**
         * Says how large a body may be. Default: {@link WebhookProvider#MAX_BODY_BYTES}.
         *
         * @param bytes the limit, at least 1
         * @return this builder
         */
        public Builder maxBodyBytes(int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("A limit of " + bytes + " bytes refuses every body");
            }
            this.maxBodyBytes = bytes;
            return this;
        }

        /**
         * Says which types of event are known, so that handlers of others are refused at start-up. Default: any type.
         *
         * @param known the types; families among them say what types bind to that are not listed
         * @return this builder
         */
        public Builder types(Collection<? extends EventType<?>> known) {
            this.types = List.copyOf(known);
            return this;
        }

        /**
         * Builds the provider.
         *
         * @return the provider
         * @throws IllegalStateException if the id's or the type's place is missing
         */
        public WebhookProvider build() {
            return new WebhookProvider(
                    new ProviderDescription(this), new Signing(scheme, secrets, List.of()), null, null);
        }
    }
}
