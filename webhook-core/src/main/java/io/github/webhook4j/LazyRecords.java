package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerFactory;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a provider's record when the first JSON for it comes. Jackson would look at all records that can be reached from the
 * one that is asked for, which are most of a provider's, before it binds the first event.
 */
final class LazyRecords extends SimpleDeserializers {

    private static final long serialVersionUID = 1L;

    private static final String OURS = LazyRecords.class.getPackageName() + ".";

    @Override
    public @Nullable JsonDeserializer<?> findBeanDeserializer(
            JavaType type, DeserializationConfig config, BeanDescription description) throws JsonMappingException {
        return type.getRawClass().isRecord() && type.getRawClass().getName().startsWith(OURS)
                ? new Lazy(type, description)
                : super.findBeanDeserializer(type, config, description);
    }

    /** The deserializer that another one stands for, if it does. */
    static JsonDeserializer<?> known(JsonDeserializer<?> deserializer, DeserializationContext context)
            throws IOException {
        return deserializer instanceof Lazy lazy ? lazy.known(context) : deserializer;
    }

    /** Becomes the record's deserializer when it is used first. */
    private static final class Lazy extends JsonDeserializer<Object> {

        private final JavaType type;
        private final BeanDescription description;
        private volatile @Nullable JsonDeserializer<Object> known;

        Lazy(JavaType type, BeanDescription description) {
            this.type = type;
            this.description = description;
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return known(context).deserialize(parser, context);
        }

        private JsonDeserializer<Object> known(DeserializationContext context) throws IOException {
            JsonDeserializer<Object> deserializer = known;
            if (deserializer == null) {
                deserializer = build(context);
                known = deserializer;
            }
            return deserializer;
        }

        @SuppressWarnings("unchecked") // of the type that it is built for
        private JsonDeserializer<Object> build(DeserializationContext context) throws IOException {
            PlainRecord plain = PlainRecord.of(type);
            if (plain != null) {
                return new RecordDeserializer(type, plain);
            }
            BeanDeserializerFactory factory = (BeanDeserializerFactory) context.getFactory();
            JsonDeserializer<Object> built = factory.buildBeanDeserializer(context, type, description);
            if (built instanceof ResolvableDeserializer resolvable) {
                resolvable.resolve(context);
            }
            return (JsonDeserializer<Object>) context.handlePrimaryContextualization(built, null, type);
        }

        /** Or else each place where the record stands would look at it anew. */
        @Override
        public boolean isCachable() {
            return true;
        }
    }
}
