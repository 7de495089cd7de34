package io.github.webhook4j;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;

/** The one Jackson configuration: tolerant of what senders add or change, exact about numbers, bounded. */
final class Json {

    /** Deeper than any sender nests, shallow enough that nothing recursive overflows. */
    static final int MOST_NESTING = 500;

    static final int MOST_DIGITS = 1_000;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_NESTING)
                    .maxNumberLength(MOST_DIGITS)
                    // the body's own limit bounds it
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    static final ObjectMapper MAPPER = mapper(new LazyRecords());

    private static final ObjectWriter WRITER = MAPPER.copy()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .writer();

    private Json() {}

    /** A mapper that binds records by these deserializers, and those that they do not know by Jackson's own. */
    static ObjectMapper mapper(SimpleDeserializers records) {
        SimpleModule module = new SimpleModule("webhook4j");
        module.setDeserializers(records);
        module.addDeserializer(Instant.class, new InstantDeserializer())
                .addDeserializer(Long.class, new LongDeserializer())
                .addSerializer(Instant.class, ToStringSerializer.instance);
        return JsonMapper.builder(FACTORY)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
                .addModule(module)
                .addHandler(new Mismatches())
                .build();
    }

    /** Writes a tree, or an object as a sender expects it in an answer: what is {@code null} is left out. */
    static byte[] write(Object value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass().getName() + " cannot be written as JSON", e);
        }
    }

    static JsonParser parser(byte[] json) throws IOException {
        return FACTORY.createParser(json);
    }
}
