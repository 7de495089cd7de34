package io.github.webhook4j.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.acceptance.Deliveries.Delivery;
import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Payloads that senders have published or sent, from a folder that is not part of the project, signed here. What an example
 * has to print of each is worked out without the code that is tested.
 */
final class Recorded {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path data;
    private final Set<String> ids = new HashSet<>();

    Recorded(Path data) {
        this.data = data;
    }

    List<Delivery> all() throws IOException {
        List<Delivery> all = new ArrayList<>();
        for (Path file : files("stripe", "events")) {
            all.add(stripe(file));
        }
        for (Path file : files("github", "examples")) {
            all.add(github(file, false));
            all.add(github(file, true));
        }
        for (Path file : files("slack", "examples")) {
            all.add(slack(file));
        }
        for (Path file : files("shopify", "examples")) {
            all.add(shopify(file));
        }
        for (Path file : files("zoom", "examples")) {
            all.add(zoom(file));
        }
        return all;
    }

    private List<Path> files(String sender, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve(sender).resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** A few payloads were recorded with the id of another, which would make them one event: they get an id of their own. */
    private byte[] ownId(byte[] body, String id) {
        if (id.isEmpty() || ids.add(id)) {
            return body;
        }
        return new String(body, StandardCharsets.UTF_8)
                .replace("\"" + id + "\"", "\"" + id + "-" + ids.size() + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Delivery stripe(Path file) throws IOException {
        byte[] recorded = Files.readAllBytes(file);
        JsonNode sent = MAPPER.readTree(recorded);
        byte[] body = ownId(
                recorded,
                sent.at(sent.path("detail").isObject() ? "/detail/id" : "/id").asText());
        JsonNode whole = MAPPER.readTree(body);
        JsonNode json = whole.path("detail").isObject() ? whole.path("detail") : whole;
        SignedRequest request = SignedRequest.of(Senders.STRIPE).body(body).build();
        return delivery(
                Senders.STRIPE,
                file,
                request,
                json.path("type").asText() + " id=" + json.path("id").asText());
    }

    private static Delivery github(Path file, boolean form) throws IOException {
        byte[] body = Files.readAllBytes(file);
        String event = file.getName(file.getNameCount() - 2).toString();
        String action = MAPPER.readTree(body).path("action").asText();
        String type = action.isEmpty() ? event : event + "." + action;
        String id = UUID.randomUUID().toString();
        SignedRequest.Builder request = SignedRequest.of(Senders.GITHUB)
                .event(event)
                .id(id)
                .header("X-GitHub-Hook-ID", "12001")
                .body(body);
        return delivery(Senders.GITHUB, file, (form ? request.form("payload") : request).build(), type + " id=" + id);
    }

    private Delivery slack(Path file) throws IOException {
        byte[] recorded = slackBody(file);
        byte[] body = ownId(recorded, MAPPER.readTree(recorded).path("event_id").asText());
        JsonNode json = MAPPER.readTree(body);
        JsonNode event = json.path("event");
        boolean interactive =
                event.isMissingNode() && !json.path("type").asText().equals("app_rate_limited");
        SignedRequest.Builder signed = SignedRequest.of(Senders.SLACK).body(body);
        SignedRequest request = (interactive ? signed.form("payload") : signed).build();
        String type = (event.isMissingNode() ? json : event).path("type").asText();
        String id = json.path("event_id").asText();
        if (type.equals("app_rate_limited")) {
            id = type + ":" + json.path("team_id").asText() + ":"
                    + json.path("minute_rate_limited").asText();
        } else if (id.isEmpty()) {
            id = request.headers().get("X-Slack-Request-Timestamp") + ":" + sha256(body);
        }
        String subtype = type.equals("message") && event.has("subtype")
                ? "." + event.path("subtype").asText()
                : "";
        return delivery(Senders.SLACK, file, request, type + subtype + " id=" + id);
    }

    /** Most of Slack's examples are the inner event alone. */
    private static byte[] slackBody(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!file.toString().contains("inner")) {
            return bytes;
        }
        ObjectNode outer = MAPPER.createObjectNode();
        outer.put("type", "event_callback").put("event_id", UUID.randomUUID().toString());
        return MAPPER.writeValueAsBytes(outer.set("event", MAPPER.readTree(bytes)));
    }

    private static Delivery shopify(Path file) throws IOException {
        String name = file.getFileName().toString();
        String topic = name.substring(0, name.length() - ".json".length()).replace("__", "/");
        String id = UUID.randomUUID().toString();
        SignedRequest request = SignedRequest.of(Senders.SHOPIFY)
                .body(Files.readAllBytes(file))
                .header("X-Shopify-Topic", topic)
                .header("X-Shopify-Webhook-Id", id)
                .header("X-Shopify-Shop-Domain", "example.myshopify.com")
                .build();
        return delivery(Senders.SHOPIFY, file, request, topic + " id=" + id);
    }

    private static Delivery zoom(Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);
        JsonNode json = MAPPER.readTree(body);
        String event = json.path("event").asText();
        JsonNode object = json.path("payload").path("object");
        String time = json.path("event_ts").asText();
        String objectId = first(object, "uuid", "id");
        String participant = first(object.path("participant"), "participant_uuid", "user_id", "id");
        String id = time.isEmpty() || objectId.isEmpty()
                ? event + ":" + sha256(body)
                : event + ":" + time + ":" + objectId + (participant.isEmpty() ? "" : ":" + participant);
        return delivery(
                Senders.ZOOM, file, SignedRequest.of(Senders.ZOOM).body(body).build(), event + " id=" + id);
    }

    private static String first(JsonNode object, String... names) {
        return Stream.of(names)
                .map(name -> object.path(name).asText(""))
                .filter(value -> !value.isEmpty() && !value.equals("null"))
                .findFirst()
                .orElse("");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Delivery delivery(WebhookProvider provider, Path file, SignedRequest request, String typeAndId) {
        return new Delivery(
                provider.name(),
                file.toString(),
                request,
                "handled provider=" + provider.name() + " type=" + typeAndId);
    }
}
