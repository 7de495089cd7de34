package io.github.webhook4j.slack;

import io.github.webhook4j.SenderApi.Wanted;
import io.github.webhook4j.Subscription;
import io.github.webhook4j.slack.HandledTypes.Kind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an app is to be told, which depends on what it has been told. Not thread-safe. */
final class SlackWanted {

    private final HandledTypes types;
    private final @Nullable Subscription existing;
    private final List<String> remarks = new ArrayList<>();

    SlackWanted(Set<String> types, List<Subscription> existing) {
        this.types = new HandledTypes(types);
        this.existing = existing.isEmpty() ? null : existing.get(0);
    }

    Wanted at(URI url, Set<String> messageEvents) {
        remarkTypes();
        if (!types.has(Kind.EVENT, Kind.MESSAGE, Kind.INTERACTION, Kind.SUGGESTION, Kind.COMMAND)) {
            throw new IllegalArgumentException(
                    "There is nothing that Slack could be asked for. " + String.join(" ", remarks));
        }
        Subscription wanted = new Subscription(null, "", url, events(messageEvents), settings(url));
        remarkUrl(url);
        return new Wanted(List.of(wanted), remarks);
    }

    private void remarkTypes() {
        if (types.has(Kind.NOT_SENT)) {
            remarks.add("Slack does not send to a URL: " + String.join(", ", types.of(Kind.NOT_SENT)) + ".");
        }
        if (types.has(Kind.UNKNOWN_FAMILY)) {
            remarks.add("No type that this version knows belongs to " + String.join(", ", types.of(Kind.UNKNOWN_FAMILY))
                    + ": name each one.");
        }
        if (types.has(Kind.ALL)) {
            remarks.add(
                    "* is every event of the Events API: better name types. Slash commands and interactions, which expect "
                            + "an answer, are not asked for by *.");
        }
    }

    private NavigableSet<String> events(Set<String> messageEvents) {
        NavigableSet<String> now = existing == null ? new TreeSet<>() : existing.events();
        Set<String> ofUsers = ofUsers();
        NavigableSet<String> events = new TreeSet<>(types.of(Kind.EVENT));
        if (types.has(Kind.MESSAGE)) {
            events.addAll(messageEvents.isEmpty() ? messageEventsOf(now) : messageEvents);
            if (messageEventsOf(events).isEmpty() && messageEventsOf(ofUsers).isEmpty()) {
                remarks.add(
                        "No messages come: the option message-events says which, of channels, groups, im, mpim and app_home.");
            }
        }
        events.removeIf(event -> ofUsers.contains(event) && !now.contains(event));
        NavigableSet<String> added = new TreeSet<>(events);
        added.removeAll(now);
        if (!added.isEmpty()) {
            remarks.add("Scopes that the bot lacks for " + String.join(", ", added)
                    + " are not added: add them to the app, and install it again.");
        }
        return events;
    }

    private static Set<String> messageEventsOf(Set<String> events) {
        Set<String> found = new TreeSet<>(events);
        found.retainAll(HandledTypes.MESSAGE_EVENTS);
        return found;
    }

    /** What comes to the same URL already, by way of users who have installed the app. */
    private Set<String> ofUsers() {
        String events = existing == null ? null : existing.settings().get(SlackManifest.USER_EVENTS);
        return events == null ? Set.of() : Set.of(events.split(","));
    }

    private Map<String, String> settings(URI url) {
        Map<String, String> settings = new TreeMap<>();
        if (types.has(Kind.INTERACTION, Kind.SUGGESTION)) {
            settings.put(SlackManifest.INTERACTIVITY, url.toString());
        }
        if (types.has(Kind.SUGGESTION)) {
            settings.put(SlackManifest.MENUS, url.toString());
        }
        if (types.has(Kind.COMMAND) && existing != null && !existing.settings().containsKey(SlackManifest.COMMANDS)) {
            remarks.add("The app has no slash commands: add them in its settings, then apply again.");
        } else if (types.has(Kind.COMMAND)) {
            settings.put(SlackManifest.COMMANDS, url.toString());
        }
        return settings;
    }

    private void remarkUrl(URI url) {
        if (existing != null && existing.settings().containsKey(SlackManifest.SOCKET_MODE)) {
            remarks.add("Socket Mode is on: nothing is sent to a URL until it is switched off in the app's settings.");
        }
        if (existing != null && !existing.isTo(url)) {
            remarks.add("request_url: " + existing.url() + " -> " + url
                    + ": an app has one, and nothing is sent to where its events went until now.");
        }
        if (existing == null || !existing.isTo(url)) {
            remarks.add(
                    "Slack sends the URL a challenge, which the endpoint answers if it runs. If no events come, the URL is "
                            + "verified by hand, on the app's page App Manifest or Event Subscriptions.");
        }
    }
}
