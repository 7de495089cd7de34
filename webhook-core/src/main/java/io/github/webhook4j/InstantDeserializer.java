package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a time as any sender writes it: seconds or milliseconds since 1970, or RFC 3339 text. */
final class InstantDeserializer extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    InstantDeserializer() {
        super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT) || parser.hasToken(JsonToken.VALUE_STRING)) {
            // from the parser's own characters, to make no text of them
            Instant instant = Times.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            return instant != null
                    ? instant
                    : (Instant) context.handleWeirdStringValue(
                            Instant.class, parser.getText(), "neither a number nor RFC 3339");
        }
        return (Instant) context.handleUnexpectedToken(Instant.class, parser);
    }
}
