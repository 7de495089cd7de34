package io.github.webhook4j.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SenderAnswer;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** An entry of a list that Zoom's API has answered with; shows nothing of what is in it. */
record ZoomEntry(SenderAnswer answer, JsonNode json) {

    /** A text or number; empty if it is missing or something else. */
    String text(String name) {
        return json.path(name).asText("");
    }

    String required(String name) {
        String text = text(name);
        if (text.isBlank()) {
            throw answer.malformed("has an entry without " + name);
        }
        return text;
    }

    /** A URL; {@code null} if it is missing or none: it is not ours, then. */
    @Nullable
    URI url(String name) {
        String text = text(name).strip();
        try {
            return text.isEmpty() ? null : new URI(text);
        } catch (URISyntaxException notOurs) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "ZoomEntry[" + answer + "]";
    }
}
