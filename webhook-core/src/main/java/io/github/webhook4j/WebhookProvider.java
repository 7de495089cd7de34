package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sender of webhooks, described: how it signs, where it puts an event's id and type, what it sends.
 *
 * <p>Immutable, thread-safe. Provider modules build theirs; {@link #builder} describes any other sender.
 */
public final class WebhookProvider {

    /** How large a body may be unless the provider says otherwise: 1 MiB. */
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    private final String name;
    private final List<SignatureScheme> schemes;
    private final Secrets secrets;
    private final Field id;
    private final Field key;
    private final Field type;
    private final @Nullable Field occurredAt;
    private final @Nullable String payload;
    private final Set<Class<?>> envelopes;
    private final @Nullable String formField;
    private final @Nullable String wrapper;
    private final int maxBodyBytes;
    private final EventCatalog catalog;
    private final EventScan.Plan plan;

    private WebhookProvider(Builder builder) {
        this.name = builder.name;
        this.schemes = List.copyOf(builder.schemes);
        this.secrets = builder.secrets;
        this.id = builder.required(builder.id, "id");
        this.type = builder.required(builder.type, "type");
        this.key = builder.key == null ? this.id : builder.key;
        this.occurredAt = builder.occurredAt;
        this.payload = builder.payload;
        this.envelopes = Set.copyOf(builder.envelopes);
        this.formField = builder.formField;
        this.wrapper = builder.wrapper;
        this.maxBodyBytes = builder.maxBodyBytes;
        this.catalog = new EventCatalog(builder.types);
        this.plan = EventScan.Plan.of(pointers());
    }

    /**
     * Starts a description.
     *
     * @param name the provider's name: lower case letters, digits and hyphens
     * @param scheme how it signs
     * @param secrets what it signs with
     * @return a builder; {@link Builder#id} and {@link Builder#type} are required
     * @throws IllegalArgumentException if the name has other characters
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
        return name;
    }

    /**
     * Where the id of an event is.
     *
     * @return the field
     */
    public Field id() {
        return id;
    }

    /**
     * Where the type of an event is.
     *
     * @return the field
     */
    public Field type() {
        return type;
    }

    /**
     * How large a body may be.
     *
     * @return the limit in bytes
     */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /**
     * Signs a body as the sender would, for tests and for those who send.
     *
     * @param body the exact bytes that will be sent
     * @param at the time of signing
     * @return the signature's headers, by name
     * @throws IllegalArgumentException if the secrets are chosen per request
     */
    public Map<String, String> sign(byte[] body, Instant at) {
        return schemes.get(0).sign(secrets, body, at);
    }

    /** The first scheme of which the request has a header decides alone, so that a weaker one cannot stand in for it. */
    Verifier.Signature signature(WebhookRequest request) {
        SignatureScheme scheme = schemes.stream()
                .filter(candidate -> candidate.present(request))
                .findFirst()
                .orElse(schemes.get(0));
        return scheme.verifier(secrets).signature(request);
    }

    EventCatalog catalog() {
        return catalog;
    }

    boolean isEnvelope(Class<?> type) {
        return envelopes.contains(type);
    }

    WebhookEvent.Parts parse(WebhookRequest request, byte[] body) {
        byte[] json = formField != null && FormBody.isForm(request.headers()) ? FormBody.field(formField, body) : body;
        EventScan scan = EventScan.of(json, plan);
        EventScan.Span wrapped = wrapper == null ? null : scan.span(wrapper);
        if (wrapped != null) {
            json = Arrays.copyOfRange(json, wrapped.start(), wrapped.start() + wrapped.length());
            scan = EventScan.of(json, plan);
        }
        return parts(request.headers(), json, scan);
    }

    private WebhookEvent.Parts parts(WebhookHeaders headers, byte[] json, EventScan scan) {
        Function<Field, @Nullable String> read = field -> EventFields.read(field, headers, scan);
        String time = occurredAt == null ? null : read.apply(occurredAt);
        return new WebhookEvent.Parts(
                present("id", read.apply(id)),
                present("key", read.apply(key)),
                present("type", read.apply(type)),
                time == null ? null : Times.parse(time),
                json,
                payload == null ? null : scan.span(payload));
    }

    private String present(String what, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new RejectedException(Reason.EVENT_MALFORMED, "no " + what + " where " + name + " puts it");
        }
        return value;
    }

    private Set<String> pointers() {
        Set<String> pointers = new LinkedHashSet<>();
        EventFields.collectPointers(id, pointers);
        EventFields.collectPointers(key, pointers);
        EventFields.collectPointers(type, pointers);
        if (occurredAt != null) {
            EventFields.collectPointers(occurredAt, pointers);
        }
        if (payload != null) {
            pointers.add(payload);
        }
        if (wrapper != null) {
            pointers.add(wrapper);
        }
        return pointers;
    }

    @Override
    public String toString() {
        return "WebhookProvider[" + name + ", " + secrets + "]";
    }

    /** Builds a {@link WebhookProvider}. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private final Secrets secrets;
        private final List<SignatureScheme> schemes = new ArrayList<>();
        private @Nullable Field id;
        private @Nullable Field key;
        private @Nullable Field type;
        private @Nullable Field occurredAt;
        private @Nullable String payload;
        private List<Class<?>> envelopes = List.of();
        private @Nullable String formField;
        private @Nullable String wrapper;
        private int maxBodyBytes = MAX_BODY_BYTES;
        private Collection<? extends EventType<?>> types = List.of();

        private Builder(String name, SignatureScheme scheme, Secrets secrets) {
            if (!name.matches("[a-z0-9-]+")) {
                throw new IllegalArgumentException("\"" + name + "\" is no provider name: use a-z, 0-9 and -");
            }
            this.name = name;
            this.secrets = secrets;
            this.schemes.add(scheme);
        }

        private Field required(@Nullable Field field, String what) {
            if (field == null) {
                throw new IllegalStateException(
                        "Provider " + name + " does not say where an event's " + what + " is: call " + what + "(...)");
            }
            return field;
        }

        /**
         * Accepts a second, usually weaker scheme from requests that have no header of the first one.
         *
         * @param scheme the scheme, with the same secrets
         * @return this builder
         */
        public Builder orElse(SignatureScheme scheme) {
            schemes.add(scheme);
            return this;
        }

        /**
         * Says where the id of an event is. Required.
         *
         * @param field a header, a JSON value, or several joined
         * @return this builder
         */
        public Builder id(Field field) {
            this.id = field;
            return this;
        }

        /**
         * Says what makes two deliveries the same event. Default: the id.
         *
         * @param field a header, a JSON value, or several joined
         * @return this builder
         */
        public Builder key(Field field) {
            this.key = field;
            return this;
        }

        /**
         * Says where the type of an event is. Required.
         *
         * @param field a header, a JSON value, or several joined
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
         * @param envelopes classes that bind to the whole JSON all the same
         * @return this builder
         */
        public Builder payload(String pointer, Class<?>... envelopes) {
            this.payload = Field.json(pointer).pointer();
            this.envelopes = List.of(envelopes);
            return this;
        }

        /**
         * Says that the JSON may come as one field of a form.
         *
         * @param field the form field, in requests of type {@code application/x-www-form-urlencoded}
         * @return this builder
         */
        public Builder form(String field) {
            this.formField = field;
            return this;
        }

        /**
         * Says that the JSON may come wrapped in another object, as an event bus forwards it.
         *
         * @param pointer an RFC 6901 pointer to the event; what stands around it is in {@link WebhookEvent#body()} only
         * @return this builder
         */
        public Builder wrapped(String pointer) {
            this.wrapper = Field.json(pointer).pointer();
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
         * @param types the types; families among them say what types bind to that are not listed
         * @return this builder
         */
        public Builder types(Collection<? extends EventType<?>> types) {
            this.types = List.copyOf(types);
            return this;
        }

        /**
         * Builds the provider.
         *
         * @return the provider
         * @throws IllegalStateException if the id's or the type's place is missing
         */
        public WebhookProvider build() {
            return new WebhookProvider(this);
        }
    }
}
