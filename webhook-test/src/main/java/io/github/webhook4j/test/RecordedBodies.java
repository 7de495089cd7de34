package io.github.webhook4j.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Bodies that senders have published or sent, from the folder that {@code webhook4j.data} names; the types are in it, each in its way. */
final class RecordedBodies {

    /** Are answered by the provider, and are no events. */
    static final Set<String> HANDSHAKES = Set.of("url_verification", "endpoint.url_validation");

    /** A body, and the type that its file or the body itself names. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Recorded(String type, byte[] body) {}

    private RecordedBodies() {}

    /** All of a provider; none without the folder. */
    static List<Recorded> of(String provider) throws IOException {
        List<Recorded> all = new ArrayList<>();
        for (Path file : PayloadContract.files(provider + (provider.equals("stripe") ? "/events" : "/examples"))) {
            JsonNode json = delivered(file);
            String type = type(provider, file, json);
            if (!HANDSHAKES.contains(type)) {
                all.add(new Recorded(type, Leaves.MAPPER.writeValueAsBytes(json)));
            }
        }
        return all;
    }

    /** Most of Slack's are the inner event alone. */
    private static JsonNode delivered(Path file) throws IOException {
        JsonNode json = PayloadContract.read(file);
        return folder(file).equals("inner")
                ? Leaves.MAPPER
                        .createObjectNode()
                        .put("type", "event_callback")
                        .put("event_id", "Ev1")
                        .set("event", json)
                : json;
    }

    private static String type(String provider, Path file, JsonNode json) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        return switch (provider) {
            case "github" -> dotted(folder(file), json.path("action"));
            case "shopify" -> name.replace("__", "/");
            case "zoom" -> json.path("event").asText();
            case "slack" -> {
                JsonNode event = json.path("event").isObject() ? json.path("event") : json;
                String type = event.path("type").asText();
                yield type.equals("message") ? dotted(type, event.path("subtype")) : type;
            }
            default ->
                (json.path("detail").isObject() ? json.path("detail") : json)
                        .path("type")
                        .asText();
        };
    }

    private static String folder(Path file) {
        return file.getName(file.getNameCount() - 2).toString();
    }

    private static String dotted(String first, JsonNode second) {
        return second.isTextual() ? first + "." + second.asText() : first;
    }
}
