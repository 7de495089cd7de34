package io.github.webhook4j.test;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhook4j.Field;
import io.github.webhook4j.WebhookProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sample payload with the id and type written where its provider puts them.
 *
 * <p>The file is {@code samples/<provider>/<type>.json}, or that of the nearest family, or the provider's {@code default.json}.
 */
final class Sample {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode json;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Sample(ObjectNode json) {
        this.json = json;
    }

    static Sample of(WebhookProvider provider, String type, String id) {
        Sample sample = new Sample(read(provider.name(), type));
        sample.write(provider.type(), type);
        sample.write(provider.id(), id);
        return sample;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] json() {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Field field, String value) {
        if (field instanceof Field.Header header) {
            headers.put(header.name(), value);
        } else if (field instanceof Field.Json at) {
            JsonPointer pointer = JsonPointer.compile(at.pointer());
            json.withObject(pointer.head()).put(pointer.last().getMatchingProperty(), value);
        } else if (field instanceof Field.Joined joined) {
            writeParts(joined, value);
        } else {
            throw new IllegalArgumentException("A request cannot be given " + field);
        }
    }

    private void writeParts(Field.Joined joined, String value) {
        int cut = value.indexOf(joined.separator());
        write(joined.parts().get(0), cut < 0 ? value : value.substring(0, cut));
        if (cut >= 0 && joined.parts().size() > 1) {
            write(
                    joined.parts().get(1),
                    value.substring(cut + joined.separator().length()));
        }
    }

    private static ObjectNode read(String provider, String type) {
        String name = type;
        while (!name.isEmpty()) {
            ObjectNode found = resource(provider, name);
            if (found != null) {
                return found;
            }
            name = name.substring(0, Math.max(0, Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'))));
        }
        ObjectNode found = resource(provider, "default");
        return found == null ? MAPPER.createObjectNode() : found;
    }

    private static @Nullable ObjectNode resource(String provider, String name) {
        try (InputStream in = Sample.class.getResourceAsStream("samples/" + provider + "/" + name + ".json")) {
            return in == null ? null : (ObjectNode) MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
