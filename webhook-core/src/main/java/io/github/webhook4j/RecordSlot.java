package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.type.TypeBindings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one component of a {@link PlainRecord}. What has the JSON type that is expected of a text, a number, a flag
 * or a time is read here; all else, and all that is odd, is left to the deserializer that Jackson has for the component's type.
 */
final class RecordSlot {

    private static final JsonDeserializer<Long> NUMBERS = new LongDeserializer();
    private static final JsonDeserializer<Instant> TIMES = new InstantDeserializer();

    private final RecordComponent component;
    private final TypeBindings bindings;
    private final Class<?> type;
    private volatile @Nullable JsonDeserializer<?> known;

    RecordSlot(RecordComponent component, TypeBindings bindings) {
        this.component = component;
        this.bindings = bindings;
        this.type = component.getType();
    }

    /** Reads the value whose first token the parser has read. */
    @Nullable
    Object read(JsonParser parser, JsonToken token, DeserializationContext context) throws IOException {
        switch (token) {
            case VALUE_NULL -> {
                return type == JsonNode.class ? context.getNodeFactory().nullNode() : null;
            }
            case VALUE_STRING -> {
                if (type == String.class) {
                    return parser.getText();
                }
                if (type == List.class || type == Map.class) {
                    // Jackson fails on an empty text, past all problem handlers
                    return context.handleUnexpectedToken(type, parser);
                }
            }
            case VALUE_NUMBER_INT -> {
                if (type == Long.class) {
                    return NUMBERS.deserialize(parser, context);
                }
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                if (type == Boolean.class) {
                    return token == JsonToken.VALUE_TRUE;
                }
            }
            default -> {}
        }
        return type == Instant.class
                ? TIMES.deserialize(parser, context)
                : deserializer(context).deserialize(parser, context);
    }

    /** Found when the first value comes that needs it, so that the first event does not pay for what it does not have. */
    private JsonDeserializer<?> deserializer(DeserializationContext context) throws IOException {
        JsonDeserializer<?> deserializer = known;
        if (deserializer == null) {
            deserializer = LazyRecords.known(
                    context.findContextualValueDeserializer(
                            context.getTypeFactory().resolveMemberType(component.getGenericType(), bindings), null),
                    context);
            known = deserializer;
        }
        return deserializer;
    }
}
