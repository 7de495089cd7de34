package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds a {@link PlainRecord} in about two thirds of the time that Jackson's own deserializer takes: no buffer of properties, and
 * each name is compared first with the one that came next the last time, since senders keep the order of their fields.
 *
 * <p>Recurses as deep as the JSON is nested, which {@link Json#MOST_NESTING} bounds.
 */
final class RecordDeserializer extends JsonDeserializer<Object> {

    private static final int UNKNOWN = -1;

    private final JavaType type;
    private final Constructor<?> constructor;
    private final SerializableString[] names;
    private final RecordSlot[] slots;
    private final Map<String, Integer> indexes;

    /** What came after each component the last time, at its index plus one. A race costs a wrong guess and nothing else. */
    private final int[] successors;

    RecordDeserializer(JavaType type, PlainRecord plain) {
        this.type = type;
        this.constructor = plain.constructor();
        this.names = plain.names().stream().map(SerializedString::new).toArray(SerializableString[]::new);
        this.slots = plain.slots().toArray(RecordSlot[]::new);
        this.indexes = new HashMap<>(names.length * 2);
        this.successors = new int[names.length + 1];
        for (int i = 0; i < names.length; i++) {
            indexes.put(names[i].getValue(), i);
            successors[i] = i;
        }
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return parser.hasToken(JsonToken.START_OBJECT)
                ? create(values(parser, context), context)
                : context.handleUnexpectedToken(type, parser);
    }

    private @Nullable Object[] values(JsonParser parser, DeserializationContext context) throws IOException {
        @Nullable Object[] values = new @Nullable Object[slots.length];
        int last = UNKNOWN;
        while (true) {
            int index = successors[last + 1];
            if (!parser.nextFieldName(names[index])) {
                if (!parser.hasToken(JsonToken.FIELD_NAME)) {
                    return values;
                }
                index = indexes.getOrDefault(parser.currentName(), UNKNOWN);
                if (index != UNKNOWN) {
                    successors[last + 1] = index;
                }
            }
            JsonToken token = parser.nextToken();
            if (index == UNKNOWN) {
                parser.skipChildren();
            } else {
                values[index] = value(index, parser, token, context);
                last = index;
            }
        }
    }

    private @Nullable Object value(int index, JsonParser parser, JsonToken token, DeserializationContext context)
            throws IOException {
        try {
            return slots[index].read(parser, token, context);
        } catch (IOException | RuntimeException e) {
            throw JsonMappingException.wrapWithPath(e, type.getRawClass(), names[index].getValue());
        }
    }

    private @Nullable Object create(@Nullable Object[] values, DeserializationContext context) throws IOException {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            return context.handleInstantiationProblem(
                    type.getRawClass(), null, e.getCause() == null ? e : e.getCause());
        }
    }
}
