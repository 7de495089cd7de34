package io.github.webhook4j;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint does with its sender's API, as an application's configuration describes it, for adapters to fill from their framework's
 * properties.
 *
 * <p>Of {@code subscribe} there are {@code url} (where the sender finds the endpoint, such as {@code
 * https://app.example.com/webhooks/github}), {@code types} (those that handlers are registered for by default; a list with commas),
 * {@code on-start} ({@code apply}, the default, or {@code plan}, which only logs what would be done), {@code secret-file} (where the secret is kept that a sender makes up, and read from if the endpoint has no other) and, while
 * developing, {@code tunnel} in place of {@code url}: {@code ngrok}, or a channel of smee.io. Of {@code recover} there are {@code
 * on-start} ({@code true}, the default, or {@code false}), {@code every} (such as {@code PT10M}; only at the start by default), {@code within}
 * (how far to look back at most, {@code P3D} by default), {@code log-file} (see {@link RecoveryLog#file}) and {@code url}, where it is
 * not that of {@code subscribe}. Names are understood without hyphens, too, as they come from environment variables.
 *
 * @param api the options of the sender's API, as the provider's module documents them
 * @param subscribe how to subscribe; empty if not at all
 * @param recover how to recover; empty if not at all
 */
public record SenderSettings(Map<String, String> api, Map<String, String> subscribe, Map<String, String> recover) {

    /** Leaves the sender alone. */
    public static final SenderSettings NONE = new SenderSettings(Map.of(), Map.of(), Map.of());

    private static final String URL = "url";
    private static final String TYPES = "types";
    private static final String ON_START = "on-start";
    private static final String SECRET_FILE = "secret-file";
    private static final String TUNNEL = "tunnel";
    private static final String EVERY = "every";
    private static final String WITHIN = "within";
    private static final String LOG_FILE = "log-file";

    /**
     * Copies the maps.
     *
     * @param api the options of the sender's API
     * @param subscribe how to subscribe
     * @param recover how to recover
     * @throws IllegalArgumentException if a name is unknown
     */
    public SenderSettings {
        api = Map.copyOf(api);
        subscribe = OptionNames.known("\"subscribe\"", subscribe, Set.of(URL, TYPES, ON_START, SECRET_FILE, TUNNEL));
        recover = OptionNames.known("\"recover\"", recover, Set.of(URL, ON_START, EVERY, WITHIN, LOG_FILE));
    }

    boolean isEmpty() {
        return subscribe.isEmpty() && recover.isEmpty();
    }

    boolean subscribes() {
        return subscribe.containsKey(URL) || subscribe.containsKey(TUNNEL);
    }

    @Nullable
    URI url() {
        String url = subscribe.get(URL);
        return url == null ? null : uri("subscribe.url", url);
    }

    @Nullable
    String tunnel() {
        return subscribe.get(TUNNEL);
    }

    /** The types to subscribe to; none for those that handlers are registered for. */
    List<String> types() {
        return Arrays.stream(subscribe.getOrDefault(TYPES, "").split(",", -1))
                .map(String::strip)
                .filter(type -> !type.isEmpty())
                .toList();
    }

    boolean onlyPlans() {
        String onStart = subscribe.getOrDefault(ON_START, "apply").toLowerCase(Locale.ROOT);
        return switch (onStart) {
            case "plan" -> true;
            case "apply" -> false;
            default ->
                throw new IllegalArgumentException("subscribe.on-start is \"" + onStart + "\": write apply or plan");
        };
    }

    @Nullable
    SecretFile secretFile() {
        String file = subscribe.get(SECRET_FILE);
        return file == null ? null : SecretFile.at(Path.of(file));
    }

    /** How to recover, or {@code null} if not at all. */
    @Nullable
    RecoveryPlan recovery() {
        if (recover.isEmpty()) {
            return null;
        }
        String onStart = recover.getOrDefault(ON_START, "true").toLowerCase(Locale.ROOT);
        if (!onStart.equals("true") && !onStart.equals("false")) {
            throw new IllegalArgumentException("recover.on-start is \"" + onStart + "\": write true or false");
        }
        String url = recover.get(URL);
        String log = recover.get(LOG_FILE);
        return new RecoveryPlan(
                url == null ? url() : uri("recover.url", url),
                onStart.equals("true"),
                duration(recover, EVERY),
                duration(recover, WITHIN),
                log == null ? null : Path.of(log));
    }

    /**
     * How to recover.
     *
     * @param url where the events should have come to; {@code null} if only a tunnel knows
     * @param onStart whether to when the application has started
     * @param every how often after that, or {@code null}
     * @param within how far back, or {@code null} for the default
     * @param logFile where it is remembered, or {@code null}
     */
    record RecoveryPlan(
            @Nullable URI url,
            boolean onStart,
            @Nullable Duration every,
            @Nullable Duration within,
            @Nullable Path logFile) {}

    private static @Nullable Duration duration(Map<String, String> settings, String name) {
        String text = settings.get(name);
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(Duration.ZERO) > 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(noDuration(name, text), e);
        }
        throw new IllegalArgumentException(noDuration(name, text));
    }

    private static String noDuration(String name, String text) {
        return "recover." + name + " is \"" + text + "\": write a time such as PT10M or P3D";
    }

    private static URI uri(String name, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(noUrl(name), e);
        }
        throw new IllegalArgumentException(noUrl(name));
    }

    private static String noUrl(String name) {
        return name + " is no URL such as https://app.example.com/webhooks/github";
    }

    @Override
    public String toString() {
        return "SenderSettings[api=" + api.keySet() + ", subscribe=" + subscribe.keySet() + ", recover="
                + recover.keySet() + "]";
    }
}
