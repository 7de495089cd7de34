package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a whole number, as a number or as text. Jackson's own fails on one that is too large, past all problem handlers. */
final class LongDeserializer extends StdScalarDeserializer<Long> {

    private static final long serialVersionUID = 1L;

    LongDeserializer() {
        super(Long.class);
    }

    @Override
    public @Nullable Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        try {
            if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                return parser.getLongValue();
            }
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                return Long.valueOf(parser.getText());
            }
        } catch (InputCoercionException | NumberFormatException e) {
            return (Long) context.handleWeirdStringValue(Long.class, "", "no whole number of 64 bits");
        }
        return (Long) context.handleUnexpectedToken(Long.class, parser);
    }
}
