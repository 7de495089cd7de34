package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Outlines of payloads by type of event, as {@link Inference} reads them: what is known of payloads beyond examples, kept in
 * this module's resources. A text is the name of another type whose payload is the same.
 */
final class Outlines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Outlines() {}

    /** The outlines of a provider. */
    static Map<String, JsonNode> read(String provider) throws IOException {
        String name = provider + "-outlines.json";
        try (InputStream in = Outlines.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            JsonNode file = JSON.readTree(in);
            Map<String, JsonNode> outlines = new TreeMap<>();
            file.properties().forEach(type -> {
                JsonNode outline = type.getValue();
                outlines.put(type.getKey(), outline.isTextual() ? file.path(outline.asText()) : outline);
            });
            return outlines;
        }
    }

    /** Writes outlines, one type a line. */
    static void write(Map<String, JsonNode> outlines, Path file) throws IOException {
        Map<JsonNode, String> first = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("{");
        for (Map.Entry<String, JsonNode> outline : outlines.entrySet()) {
            String same = first.putIfAbsent(outline.getValue(), outline.getKey());
            text.append(text.length() > 1 ? ",\n" : "\n")
                    .append(JSON.writeValueAsString(outline.getKey()))
                    .append(": ")
                    .append(JSON.writeValueAsString(same == null ? outline.getValue() : same));
        }
        Files.writeString(file, text.append("\n}\n"));
    }
}
