package io.github.webhook4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What happened: a verified delivery with its id and type, exactly as it was sent. The JSON is bound when somebody asks for
 * it, once per class.
 *
 * <p>Immutable, thread-safe. {@link #toString()} shows provider, type and id only.
 */
public final class WebhookEvent {

    /** What a provider reads from a request. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Parts(
            String id,
            String key,
            String type,
            @Nullable Instant occurredAt,
            byte[] json,
            EventScan.@Nullable Span payload,
            boolean element) {}

    /** The endpoint that it came in at, as far as an event needs it. */
    record Origin(String endpoint, WebhookProvider provider, EndpointListener listener, EventFamilies families) {}

    /** How and when an event came in. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Arrival(WebhookRequest request, byte[] body, Instant receivedAt, int secretIndex) {}

    private final Origin origin;
    private final Arrival arrival;
    private final Parts parts;
    private final Map<Class<?>, Object> payloads = new ConcurrentHashMap<>(2);

    WebhookEvent(Origin origin, Arrival arrival, Parts parts) {
        this.origin = origin;
        this.arrival = arrival;
        this.parts = parts;
    }

    /**
     * The name of the endpoint it came in at.
     *
     * @return the name
     */
    public String endpoint() {
        return origin.endpoint();
    }

    /**
     * The provider's name.
     *
     * @return the name, such as {@code stripe}
     */
    public String provider() {
        return origin.provider().name();
    }

    /**
     * The sender's id of the event, or of the delivery where events have none; control characters replaced by U+FFFD.
     *
     * @return the id
     */
    public String id() {
        return parts.id();
    }

    /**
     * What tells this event from all others at the endpoint: two deliveries with the same key are the same event.
     *
     * @return the key; often the id
     */
    public String key() {
        return parts.key();
    }

    /**
     * The sender's name for what happened, known to this version or not; control characters replaced by U+FFFD.
     *
     * @return the type, such as {@code invoice.paid}
     */
    public String type() {
        return parts.type();
    }

    String family() {
        return origin.families().of(type());
    }

    /**
     * When it happened, as the sender says.
     *
     * @return the time, or {@code null} if the sender does not say
     */
    public @Nullable Instant occurredAt() {
        return parts.occurredAt();
    }

    /**
     * When it came in, by this machine's clock.
     *
     * @return the time
     */
    public Instant receivedAt() {
        return arrival.receivedAt();
    }

    /**
     * Which of the secrets the signature was made with.
     *
     * @return the index in the order of configuration, from 0; -1 if a {@link Recovery} has fetched it, by a way that needs no signature
     */
    public int secretIndex() {
        return arrival.secretIndex();
    }

    /**
     * The request's headers. Most senders sign the body alone, so headers are only as trustworthy as the connection.
     *
     * @return the headers
     */
    public WebhookHeaders headers() {
        return arrival.request().headers();
    }

    /**
     * The exact bytes of the body.
     *
     * @return a copy
     */
    public byte[] body() {
        return arrival.body().clone();
    }

    /**
     * The whole JSON.
     *
     * @return the tree; do not change it, all handlers share it
     */
    public JsonNode json() {
        return bound(Whole.class, JsonNode.class, null);
    }

    /**
     * The payload, bound to a class: the provider's record, a class of your own, or {@code JsonNode} for the payload as a
     * tree. Unknown fields are ignored; a field of an unexpected JSON type is {@code null} and reported to the listener. If the payload
     * itself is an array where an object is expected, so are all of its fields.
     * A class that a {@link PayloadBinder} knows is bound by its own library, and as tolerantly as that library is.
     *
     * @param <T> the class
     * @param type the class; the provider's envelope, where it has one, binds to the whole JSON
     * @return the payload, the same instance for each call with the same class
     * @throws IllegalStateException if the payload cannot be bound to the class
     */
    public <T> T payload(Class<T> type) {
        return bound(type, type, origin.provider().isEnvelope(type) ? null : parts.payload());
    }

    /** What is kept of it; the element alone of an event that came in a batch, or each would keep the whole batch. */
    KeptEvent kept(Set<String> withoutHeaders) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(headers().asMap());
        headers.keySet().removeAll(withoutHeaders);
        return new KeptEvent(
                endpoint(),
                id(),
                key(),
                type(),
                occurredAt(),
                receivedAt(),
                secretIndex(),
                WebhookHeaders.of(headers),
                parts.element() ? parts.json() : arrival.body());
    }

    static WebhookEvent restored(Origin origin, KeptEvent kept) {
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "").body(kept.body());
        kept.headers().asMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        Arrival arrival = new Arrival(request.build(), kept.body(), kept.receivedAt(), kept.secretIndex());
        return new WebhookEvent(origin, arrival, origin.provider().reader().restore(arrival.request(), kept));
    }

    @Nullable
    String orderKey() {
        return origin.provider().orderKey(arrival.request(), parts.json());
    }

    private <T> T bound(Class<?> cacheKey, Class<T> type, EventScan.@Nullable Span span) {
        Object known = payloads.get(cacheKey);
        if (known == null) {
            Object bound = bind(type, span);
            Object raced = payloads.putIfAbsent(cacheKey, bound);
            known = raced == null ? bound : raced;
        }
        return type.cast(known);
    }

    private <T> T bind(Class<T> type, EventScan.@Nullable Span span) {
        PayloadBinders.Library library = PayloadBinders.of(type);
        if (library != null) {
            return PayloadBinders.bind(library, type, this, new String(parts.json(), StandardCharsets.UTF_8));
        }
        List<String> mismatches = new ArrayList<>(0);
        int start = span == null ? 0 : span.start();
        int length = span == null ? parts.json().length : span.length();
        T bound;
        try {
            ObjectReader reader = Json.MAPPER.readerFor(type).withAttribute(Mismatches.PLACES, mismatches);
            bound = reader.readValue(parts.json(), start, length);
            if (bound == null) {
                // itself of a type that nobody expects: none of its fields is there
                bound = reader.readValue("{}");
                if (mismatches.isEmpty()) {
                    mismatches.add("");
                }
            }
        } catch (IOException e) {
            // Jackson's message quotes the body
            throw PayloadBinders.unbound(this, type, PayloadBinders.at(e));
        }
        if (bound == null) {
            throw PayloadBinders.unbound(this, type, "");
        }
        if (!mismatches.isEmpty()) {
            origin.listener().mismatched(this, type, List.copyOf(mismatches));
        }
        return bound;
    }

    /** Stands for the whole JSON among the classes that payloads are kept by. */
    private static final class Whole {}

    @Override
    public String toString() {
        return provider() + " " + type() + " " + id();
    }
}
