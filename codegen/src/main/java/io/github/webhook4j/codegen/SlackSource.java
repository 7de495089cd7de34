package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the sources of the Slack module. */
final class SlackSource {

    private static final String PACKAGE = "io.github.webhook4j.slack";

    private static final int CARRIERS_SHOWN = 3;

    private final SlackDescription description;
    private final Map<String, String> payloads = new TreeMap<>();

    /**
     * @param data a folder with {@code events.json}
     */
    SlackSource(Path data) throws IOException {
        this.description = new SlackDescription(load("slack.properties"), load("slack-phrases.properties"));
        JsonNode types = new ObjectMapper().readTree(data.resolve("events.json").toFile());
        for (JsonNode outer : types.path("outer_types")) {
            String type = outer.path("type").asText().replace(' ', '_');
            description.delivery(type).ifPresent(payload -> payloads.put(type, payload));
        }
        for (JsonNode event : types.path("events")) {
            String type = event.path("type").asText();
            if (!payloads.containsKey(type)) {
                payloads.put(type, description.event(type).orElse("JsonNode"));
            }
        }
        String message = payloads.get("message");
        payloads.put("message.*", message);
        for (JsonNode subtype : types.path("message_subtypes")) {
            payloads.put("message." + subtype.path("subtype").asText(), message);
        }
    }

    private static Properties load(String resource) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = SlackSource.class.getResourceAsStream(resource)) {
            properties.load(in);
        }
        return properties;
    }

    /** Writes records and constants below the module's folder. */
    void write(Path module) throws IOException {
        Sources sources = new Sources(module, PACKAGE);
        JavaWriter writer = new JavaWriter(description.model(), PACKAGE + ".model", this::summary);
        for (Map.Entry<String, List<RecordShape>> file :
                description.model().files().entrySet()) {
            sources.write("model", file.getKey(), writer.file(file.getValue()));
        }
        sources.write(
                "model",
                "package-info",
                writer.packageInfo(
                        "Slack's payloads: one record per event, interaction and object. What is nullable is absent or"
                                + " null where it does not apply.",
                        JavaWriter.DESCRIBED));
        String about = """
                Slack's types: events by the type inside, messages by their subtype too, interactions by their own type,
                 * and {@code slash_command}.
                 *
                 * <p>What an app subscribes to as {@code message.im}, {@code message.channels} and so on are no types: all of
                 * them are {@code message}, and {@link Message#channelType} says which.""";
        sources.write(
                "",
                "SlackEvents",
                new EventsWriter(PACKAGE, "SlackEvents", "one of several objects")
                        .source(about, payloads, List.of(), ""));
    }

    private String summary(RecordShape shape) {
        if (!description.model().roots().contains(shape.key)) {
            return Docs.part(shape, description.model().users(shape.key)) + ".";
        }
        List<String> carriers = payloads.entrySet().stream()
                .filter(payload -> payload.getValue().equals(shape.key)
                        && !payload.getKey().endsWith("*"))
                .map(Map.Entry::getKey)
                .toList();
        int more = carriers.size() - CARRIERS_SHOWN;
        return "The payload of Slack's "
                + carriers.stream()
                        .limit(CARRIERS_SHOWN)
                        .map(type -> "{@code " + type + "}")
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more types." : ".");
    }
}
