package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value of an unexpected JSON type into {@code null} and notes where it stood, so that a sender's change to one field
 * does not cost the event.
 */
final class Mismatches extends DeserializationProblemHandler {

    /** The attribute that holds the list of places, a {@code List<String>}. */
    static final Object PLACES = Mismatches.class;

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String failure)
            throws IOException {
        note(context, parser);
        parser.skipChildren();
        return null;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String failure) {
        note(context, context.getParser());
        return null;
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> type, Number value, String failure) {
        note(context, context.getParser());
        return null;
    }

    @Override
    public @Nullable Object handleMissingInstantiator(
            DeserializationContext context,
            Class<?> type,
            ValueInstantiator instantiator,
            JsonParser parser,
            String message)
            throws IOException {
        note(context, parser);
        parser.skipChildren();
        return null;
    }

    @SuppressWarnings("unchecked")
    private static void note(DeserializationContext context, JsonParser parser) {
        Object places = context.getAttribute(PLACES);
        if (places instanceof List<?> list) {
            JsonParser whole = context.getParser();
            // what is bound from a tree has a parser of its own, which knows the place in that tree
            ((List<String>) list).add(parser == whole ? place(whole) : place(whole) + place(parser));
        }
    }

    private static String place(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }
}
