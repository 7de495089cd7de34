package io.github.webhook4j.test;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhook4j.Field;
import io.github.webhook4j.WebhookProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
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

    static Sample of(WebhookProvider provider, String type) {
        return new Sample(read(provider.name(), type));
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

    /**
     * Writes a value to where a sender puts it: of several places to the first for which the sample has a text already, or else
     * to the first that takes it. So the sample's kind of body stays, and no number becomes a text.
     *
     * @return whether there is such a place
     */
    boolean write(Field field, String value) {
        if (field instanceof Field.Header header) {
            headers.put(header.name(), value);
            return true;
        }
        if (field instanceof Field.Json at) {
            JsonPointer pointer = JsonPointer.compile(at.pointer());
            json.withObject(pointer.head()).put(pointer.last().getMatchingProperty(), value);
            return true;
        }
        if (field instanceof Field.FirstOf first) {
            return first.choices().stream().filter(this::has).anyMatch(choice -> write(choice, value))
                    || first.choices().stream().anyMatch(choice -> write(choice, value));
        }
        if (field instanceof Field.When when) {
            return holds(when) && write(when.then(), value);
        }
        if (field instanceof Field.Joined joined) {
            return writeParts(joined, value);
        }
        return field instanceof Field.Text text && text.value().equals(value);
    }

    /** A value that is cut at the separators into fewer parts than there are goes to the first; if all have to be there, the last. */
    private boolean writeParts(Field.Joined joined, String value) {
        List<Field> parts = joined.parts();
        String[] pieces = value.split(Pattern.quote(joined.separator()), parts.size());
        int from = joined.whole() ? parts.size() - pieces.length : 0;
        boolean written = true;
        for (int i = 0; i < pieces.length; i++) {
            written &= write(parts.get(from + i), pieces[i]);
        }
        return written;
    }

    /** Whether the sample has a text there. */
    private boolean has(Field field) {
        if (field instanceof Field.FirstOf first) {
            return first.choices().stream().anyMatch(this::has);
        }
        if (field instanceof Field.When when) {
            return holds(when) && has(when.then());
        }
        if (field instanceof Field.Joined joined) {
            return joined.whole()
                    ? joined.parts().stream().allMatch(this::has)
                    : has(joined.parts().get(0));
        }
        return field instanceof Field.Text || text(field) != null;
    }

    private boolean holds(Field.When when) {
        String text = text(when.condition());
        return text != null && when.value().matcher(text).matches();
    }

    private @Nullable String text(Field field) {
        if (field instanceof Field.Header header) {
            return headers.get(header.name());
        }
        return field instanceof Field.Json place ? json.at(place.pointer()).textValue() : null;
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
