package io.github.webhook4j.stripe;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.util.Map;

/**
 * The former values of what an event has changed, and nothing of what it has not: as JSON, or as the record that the object is.
 *
 * <pre>{@code
 * @OnStripe("customer.updated")
 * void updated(Customer customer, StripeEvent event) {
 *     String formerly = event.data().previousAttributes().as(Customer.class).email();
 * }
 * }</pre>
 *
 * <p>Immutable, thread-safe.
 */
@JsonDeserialize(using = PreviousAttributes.Reader.class)
public final class PreviousAttributes {

    private final JsonNode json;
    private final ObjectCodec codec;

    private PreviousAttributes(JsonNode json, ObjectCodec codec) {
        this.json = json;
        this.codec = codec;
    }

    /**
     * The former values as JSON.
     *
     * @return the tree; do not change it
     */
    @JsonValue
    public JsonNode json() {
        return json;
    }

    /**
     * The former values in a record of the object's kind. Whatever has not changed is {@code null}, also where the record says that
     * Stripe always sends it; whether something has changed to or from {@code null} only {@link #json()} tells.
     *
     * @param <T> the record
     * @param type the class that the event's object binds to
     * @return the record
     * @throws IllegalStateException if the values do not bind to the class
     */
    public <T> T as(Class<T> type) {
        T bound;
        try {
            bound = codec.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the values
            throw unbound(type);
        }
        if (bound == null) {
            throw unbound(type);
        }
        return bound;
    }

    private static IllegalStateException unbound(Class<?> type) {
        return new IllegalStateException("The previous attributes do not bind to " + type.getName());
    }

    @Override
    public String toString() {
        return "PreviousAttributes"
                + json.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Keeps what reads, so that the record can be read later and as everything else is. */
    static final class Reader extends JsonDeserializer<PreviousAttributes> {

        @Override
        public PreviousAttributes deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new PreviousAttributes(context.readTree(parser), parser.getCodec());
        }
    }
}
