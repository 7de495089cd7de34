package io.github.webhook4j.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.Subscription;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** An app's manifest, edited where it is about events, and otherwise kept as Slack has given it. Not thread-safe. */
final class SlackManifest {

    static final String INTERACTIVITY = "interactivity.request_url";
    static final String MENUS = "interactivity.message_menu_options_url";
    static final String COMMANDS = "slash_commands.url";
    static final String USER_EVENTS = "user_events";
    static final String SOCKET_MODE = "socket_mode_enabled";

    private static final String URL = "request_url";
    private static final String BOT_EVENTS = "bot_events";

    private final SenderAnswer answer;
    private final ObjectNode tree;

    private SlackManifest(SenderAnswer answer, ObjectNode tree) {
        this.answer = answer;
        this.tree = tree;
    }

    static SlackManifest of(SenderAnswer answer) {
        if (answer.json().get("manifest") instanceof ObjectNode tree) {
            return new SlackManifest(answer, tree);
        }
        throw answer.malformed("has no manifest");
    }

    /** {@code null} if no events are sent anywhere; without a URL they go to sockets that the app has opened. */
    @Nullable
    Subscription subscription(String app) {
        JsonNode events = tree.at("/settings/event_subscriptions");
        String url = events.path(URL).asText("");
        Set<String> ofUsers = texts(events.path(USER_EVENTS));
        Set<String> ofBot = texts(events.path(BOT_EVENTS));
        if (url.isBlank() && ofUsers.isEmpty() && ofBot.isEmpty()) {
            return null;
        }
        Map<String, String> settings = settings();
        if (!ofUsers.isEmpty()) {
            settings.put(USER_EVENTS, String.join(",", ofUsers));
        }
        try {
            URI to = new URI(url.isBlank() ? "socket-mode:" + app : url.strip());
            return new Subscription(app, "", to, new TreeSet<>(ofBot), settings);
        } catch (URISyntaxException e) {
            throw answer.malformed("has a request_url that is none");
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        JsonNode interactivity = tree.at("/settings/interactivity");
        if (interactivity.path("is_enabled").asBoolean()) {
            settings.put(INTERACTIVITY, interactivity.path(URL).asText(""));
            settings.put(MENUS, interactivity.path("message_menu_options_url").asText(""));
        }
        settings.put(
                COMMANDS,
                commands().stream()
                        .map(command -> command.path("url").asText("none"))
                        .distinct()
                        .collect(Collectors.joining(", ")));
        settings.put(SOCKET_MODE, tree.at("/settings/socket_mode_enabled").asBoolean() ? "true" : "");
        settings.values().removeIf(String::isEmpty);
        return settings;
    }

    private List<ObjectNode> commands() {
        return StreamSupport.stream(tree.at("/features/slash_commands").spliterator(), false)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    void become(Subscription wanted) {
        ObjectNode settings = object(tree, "settings");
        ObjectNode events = object(settings, "event_subscriptions");
        events.put(URL, wanted.url().toString());
        Set<String> ofBot = texts(events.path(BOT_EVENTS));
        ofBot.retainAll(wanted.events());
        ofBot.addAll(wanted.events());
        if (ofBot.isEmpty()) {
            events.remove(BOT_EVENTS);
        } else {
            ArrayNode list = events.putArray(BOT_EVENTS);
            ofBot.forEach(list::add);
        }
        String interactivity = wanted.settings().get(INTERACTIVITY);
        if (interactivity != null) {
            object(settings, "interactivity").put("is_enabled", true).put(URL, interactivity);
        }
        String menus = wanted.settings().get(MENUS);
        if (menus != null) {
            object(settings, "interactivity").put("message_menu_options_url", menus);
        }
        String url = wanted.settings().get(COMMANDS);
        if (url != null) {
            commands().forEach(command -> command.put("url", url));
        }
    }

    private ObjectNode object(ObjectNode parent, String name) {
        JsonNode child = parent.path(name);
        if (child.isMissingNode() || child.isNull()) {
            return parent.putObject(name);
        }
        if (child instanceof ObjectNode object) {
            return object;
        }
        throw answer.malformed("has something else than an object for " + name);
    }

    /** Slack refuses subscriptions without a URL, so that none are left where nothing else is. */
    void sendNoEvents() {
        ObjectNode settings = object(tree, "settings");
        ObjectNode events = object(settings, "event_subscriptions");
        events.remove(List.of(URL, BOT_EVENTS));
        if (StreamSupport.stream(events.spliterator(), false).allMatch(list -> list.isArray() && list.isEmpty())) {
            settings.remove("event_subscriptions");
        }
    }

    String text() {
        return tree.toString();
    }
}
