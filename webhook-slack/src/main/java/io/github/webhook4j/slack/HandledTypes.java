package io.github.webhook4j.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The types that an application handles, sorted by what an app has to be told so that they come. Not thread-safe. */
final class HandledTypes {

    /** All of these come as {@code message}. */
    static final Set<String> MESSAGE_EVENTS =
            Set.of("message.channels", "message.groups", "message.im", "message.mpim", "message.app_home");

    private static final Set<String> INTERACTIONS = words("block_actions view_submission view_closed "
            + "shortcut message_action interactive_message dialog_submission dialog_cancellation "
            + "workflow_step_edit");

    private static final Set<String> SUGGESTIONS = words("block_suggestion dialog_suggestion");

    /** Come without being asked for, or are answered by the endpoint. */
    private static final Set<String> BY_THEMSELVES = words("app_rate_limited url_verification ssl_check");

    /** Of the old Real Time Messaging API only, or retired. */
    private static final Set<String> NOT_SENT = words("accounts_changed bot_added bot_changed channel_joined "
            + "channel_marked commands_changed error external_org_migration_finished external_org_migration_started "
            + "file_comment_added file_comment_edited goodbye group_joined group_marked hello im_marked "
            + "manual_presence_change pong pref_change presence_change reconnect_url team_migration_started "
            + "team_plan_change team_pref_change team_profile_change team_profile_delete team_profile_reorder "
            + "user_typing resources_added resources_removed scope_denied scope_granted user_resource_denied "
            + "user_resource_granted user_resource_removed");

    private final Map<Kind, NavigableSet<String>> byKind = new EnumMap<>(Kind.class);

    /** By what makes them come. */
    enum Kind {
        EVENT,
        MESSAGE,
        INTERACTION,
        SUGGESTION,
        COMMAND,
        BY_ITSELF,
        NOT_SENT,
        ALL,
        UNKNOWN_FAMILY
    }

    HandledTypes(Set<String> types) {
        for (Kind kind : Kind.values()) {
            byKind.put(kind, new TreeSet<>());
        }
        types.forEach(this::add);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    private void add(String type) {
        EventType<JsonNode> wanted = EventType.of(type, JsonNode.class);
        if (!wanted.isFamily()) {
            of(kind(type)).add(type);
            return;
        }
        List<String> members = SlackEvents.all().stream()
                .map(EventType::name)
                .filter(name -> !name.endsWith("*") && wanted.includes(name))
                .toList();
        if (members.isEmpty()) {
            of(Kind.UNKNOWN_FAMILY).add(type);
        } else if (type.equals("*")) {
            of(Kind.ALL).add(type);
            // what expects an answer is not for who handles anything
            members.stream()
                    .filter(name -> Set.of(Kind.EVENT, Kind.MESSAGE).contains(kind(name)))
                    .forEach(name -> of(kind(name)).add(name));
        } else {
            members.forEach(name -> of(kind(name)).add(name));
        }
    }

    private static Kind kind(String type) {
        if (MESSAGE_EVENTS.contains(type)) {
            return Kind.EVENT;
        }
        if (type.equals("message") || type.startsWith("message.")) {
            return Kind.MESSAGE;
        }
        if (type.startsWith("slash_command")) {
            return Kind.COMMAND;
        }
        if (SUGGESTIONS.contains(type)) {
            return Kind.SUGGESTION;
        }
        if (INTERACTIONS.contains(type)) {
            return Kind.INTERACTION;
        }
        if (NOT_SENT.contains(type)) {
            return Kind.NOT_SENT;
        }
        return BY_THEMSELVES.contains(type) ? Kind.BY_ITSELF : Kind.EVENT;
    }

    NavigableSet<String> of(Kind kind) {
        return Objects.requireNonNull(byKind.get(kind));
    }

    /** Whether there is one of these kinds. */
    boolean has(Kind... kinds) {
        return Stream.of(kinds).anyMatch(kind -> !of(kind).isEmpty());
    }
}
