package io.github.webhook4j.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The names to subscribe to for the types that handlers have, and what has to be said of the others. */
record ZoomNames(NavigableSet<String> events, List<String> remarks) {

    /** Events that Zoom documents to be sent without a subscription, and where to. */
    private record Unsubscribed(String to, Set<String> names) {}

    private static final List<Unsubscribed> UNSUBSCRIBED = List.of(
            new Unsubscribed("each URL, and the endpoint answers by itself", Set.of("endpoint.url_validation")),
            new Unsubscribed("the deauthorization notification URL in the app's settings", Set.of("app_deauthorized")),
            new Unsubscribed(
                    "the Bot Endpoint URL in the app's settings",
                    Set.of(
                            "bot_installed",
                            "bot_notification",
                            "interactive_message_actions",
                            "interactive_message_editable",
                            "interactive_message_fields_editable",
                            "interactive_message_select",
                            "team_chat.app_mention",
                            "team_chat.link_shared")));

    static ZoomNames of(Set<String> types) {
        NavigableSet<String> events = new TreeSet<>();
        List<String> remarks = new ArrayList<>();
        for (String type : new TreeSet<>(types)) {
            List<String> members = members(type);
            events.addAll(members);
            if (members.isEmpty()) {
                remarks.add("No type of the family " + type + " is known to this version: name the types themselves.");
            }
        }
        UNSUBSCRIBED.forEach(unsubscribed -> {
            Set<String> names = new TreeSet<>(events);
            names.retainAll(unsubscribed.names());
            if (events.removeAll(names)) {
                remarks.add("Zoom sends without a subscription, to " + unsubscribed.to() + ": "
                        + String.join(", ", names) + ".");
            }
        });
        if (types.contains("*")) {
            remarks.add(
                    "* is the " + events.size() + " types that this version knows. Zoom refuses them all if the app "
                            + "lacks the scope of one; then name the types and families that are needed.");
        }
        return new ZoomNames(events, remarks);
    }

    private static List<String> members(String type) {
        EventType<JsonNode> wanted = EventType.of(type, JsonNode.class);
        return wanted.isFamily()
                ? ZoomEvents.all().stream()
                        .map(EventType::name)
                        .filter(wanted::includes)
                        .toList()
                : List.of(type);
    }
}
