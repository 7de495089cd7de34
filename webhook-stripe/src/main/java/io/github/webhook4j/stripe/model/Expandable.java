package io.github.webhook4j.stripe.model;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds either an object's id or the object. Stripe's events have the id; an object fetched with
 * {@code expand} has the object.
 *
 * @param <T> the object
 * @param id the object's id; null for an object without one
 * @param object the object; null unless expanded
 */
@JsonDeserialize(using = Expandable.Reader.class)
public record Expandable<T>(@Nullable String id, @Nullable T object) {

    /**
     * What Stripe sent.
     *
     * @return the object where it is there, or else the id
     */
    @JsonValue
    @Nullable
    Object sent() {
        return object == null ? id : object;
    }

    /** Reads a text as the id and anything else as the object. */
    static final class Reader extends JsonDeserializer<Expandable<?>> implements ContextualDeserializer {

        private final @Nullable JavaType type;

        Reader() {
            this(null);
        }

        private Reader(@Nullable JavaType type) {
            this.type = type;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            JavaType expandable = context.getContextualType();
            return new Reader(expandable.containedTypeOrUnknown(0));
        }

        @Override
        public @Nullable Expandable<?> deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                return new Expandable<>(parser.getText(), null);
            }
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                return (Expandable<?>) context.handleUnexpectedToken(Expandable.class, parser);
            }
            JsonNode tree = context.readTree(parser);
            JsonNode id = tree.path("id");
            return new Expandable<>(id.isTextual() ? id.textValue() : null, context.readTreeAsValue(tree, type));
        }
    }
}
