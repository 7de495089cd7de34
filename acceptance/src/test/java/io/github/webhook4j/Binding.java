package io.github.webhook4j;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What JSON is bound to.
 *
 * @param payload the record
 * @param places what did not fit
 */
public record Binding(@Nullable Object payload, List<String> places) {

    private static final ObjectMapper JACKSON = Json.mapper(new SimpleDeserializers());

    /** The class that the payload of an event binds to; null for an unknown type. */
    public static @Nullable Class<?> type(WebhookProvider provider, WebhookEvent event) {
        return provider.catalog().payload(event.type());
    }

    /** Bound as the library does it. */
    public static Binding ours(byte[] json, Class<?> type) throws IOException {
        return of(Json.MAPPER, json, type);
    }

    /** Bound by Jackson's own deserializers of records, with the library's rules for times, numbers and what does not fit. */
    public static Binding jacksons(byte[] json, Class<?> type) throws IOException {
        return of(JACKSON, json, type);
    }

    private static Binding of(ObjectMapper mapper, byte[] json, Class<?> type) throws IOException {
        List<String> places = new ArrayList<>();
        return new Binding(
                mapper.readerFor(type).withAttribute(Mismatches.PLACES, places).readValue(json), places);
    }
}
