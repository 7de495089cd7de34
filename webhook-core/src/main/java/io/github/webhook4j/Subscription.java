package io.github.webhook4j;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A subscription at a sender: which events it sends to which URL. Never holds a secret.
 *
 * @param id the sender's id; {@code null} if it does not exist yet
 * @param kind what tells subscriptions to one URL apart, where a sender has several, such as Shopify's topic; empty elsewhere
 * @param url where the events are sent
 * @param events the events, in the sender's names
 * @param settings what else matters, by the sender's names, such as {@code content_type}
 */
public record Subscription(
        @Nullable String id, String kind, URI url, NavigableSet<String> events, Map<String, String> settings) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /**
     * Copies events and settings.
     *
     * @param id the sender's id, or {@code null}
     * @param kind what tells subscriptions to one URL apart
     * @param url where the events are sent
     * @param events the events
     * @param settings what else matters
     */
    public Subscription {
        events = Collections.unmodifiableNavigableSet(new TreeSet<>(events));
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /**
     * Whether it sends to a URL, however that is written: scheme and host in upper case, a default port, no path.
     *
     * @param other the URL
     * @return whether it does
     */
    public boolean isTo(URI other) {
        return normal(url).equals(normal(other));
    }

    private static URI normal(URI uri) {
        if (uri.getHost() == null || uri.getScheme() == null) {
            return uri;
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? HTTPS : HTTP;
        String port = uri.getPort() == -1 || uri.getPort() == standard ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path + query);
    }

    /** What has to change so that this one is as wanted; settings that are not wanted may be what they are. */
    List<String> differences(Subscription wanted) {
        List<String> differences = new ArrayList<>();
        if (!isTo(wanted.url)) {
            differences.add("url: -> " + wanted.url);
        }
        for (String event : wanted.events) {
            if (!events.contains(event)) {
                differences.add("+" + event);
            }
        }
        for (String event : events) {
            if (!wanted.events.contains(event)) {
                differences.add("-" + event);
            }
        }
        wanted.settings.forEach((name, value) -> {
            String now = settings.get(name);
            if (!value.equals(now)) {
                differences.add(name + ": " + (now == null ? "" : now + " ") + "-> " + value);
            }
        });
        return differences;
    }

    boolean hasSettingsOf(Subscription wanted) {
        return settings.entrySet().containsAll(wanted.settings.entrySet());
    }

    int eventsInCommon(Subscription other) {
        return (int) events.stream().filter(other.events::contains).count();
    }

    @Override
    public String toString() {
        return (id == null ? "" : id + " ") + url + " " + events + (settings.isEmpty() ? "" : " " + settings);
    }
}
