package io.github.webhook4j.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The part of a hook that GitHub calls its config, which is all there is of an App's hook. */
final class GitHubConfig {

    private static final String URL = "url";
    private static final String SECRET = "secret";
    private static final String CONTENT_TYPE = "content_type";
    private static final String INSECURE_SSL = "insecure_ssl";

    private GitHubConfig() {}

    /** How a hook is to be: JSON, of a server that has to show a certificate, signed. */
    static Map<String, String> wanted() {
        return Map.of(CONTENT_TYPE, "json", INSECURE_SSL, "0", SECRET, "set");
    }

    /** What to send; GitHub removes the secret of a hook if it is left out. */
    static Map<String, String> toSend(URI url, String secret) {
        Map<String, String> config = new TreeMap<>(wanted());
        config.put(URL, url.toString());
        config.put(SECRET, secret);
        return config;
    }

    /** What GitHub shows: the secret as stars, a switch as text or number. */
    static Map<String, String> settings(JsonNode config) {
        Map<String, String> settings = new TreeMap<>();
        for (String name : new String[] {CONTENT_TYPE, INSECURE_SSL}) {
            if (config.hasNonNull(name)) {
                settings.put(name, config.path(name).asText());
            }
        }
        if (!config.path(SECRET).asText("").isEmpty()) {
            settings.put(SECRET, "set");
        }
        return settings;
    }

    /** Where it sends; {@code null} if it does not say, or what it says is none that could be ours. */
    static @Nullable URI url(JsonNode config) {
        try {
            return config.hasNonNull(URL) ? new URI(config.path(URL).asText()) : null;
        } catch (URISyntaxException notOurs) {
            return null;
        }
    }
}
