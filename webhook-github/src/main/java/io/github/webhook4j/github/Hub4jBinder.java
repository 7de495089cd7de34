package io.github.webhook4j.github;

import io.github.webhook4j.PayloadBinder;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kohsuke.github.GHEventPayload;

/**
 * Handlers may take hub4j's classes, where {@code org.kohsuke:github-api} is on the class path: the class inside {@code
 * org.kohsuke.github.GHEventPayload} that is named after the event, such as {@code GHEventPayload.PullRequest} of {@code
 * pull_request.opened}, or {@code GHEventPayload} itself.
 *
 * <p>The objects are connected to nothing ({@code GitHub.offline()}): what would call the API to complete them fails. What hub4j
 * cannot read fails the handler.
 *
 * <p>Stateless, thread-safe.
 */
public final class Hub4jBinder implements PayloadBinder {

    /** For {@link java.util.ServiceLoader}. */
    public Hub4jBinder() {}

    @Override
    public String provider() {
        return GitHub.NAME;
    }

    @Override
    public Map<String, String> artifacts() {
        return Map.of("org.kohsuke.github", "org.kohsuke:github-api");
    }

    @Override
    public List<Class<?>> classes(String eventType) {
        return Hub4j.classes(eventType);
    }

    @Override
    public <T> T bind(Class<T> type, String eventType, String json) throws Exception {
        return type.cast(Hub4j.bind(type, eventType, json));
    }

    /** All that touches hub4j: loaded when somebody wants its classes. */
    private static final class Hub4j {

        private static final org.kohsuke.github.GitHub OFFLINE = org.kohsuke.github.GitHub.offline();

        private static final Map<String, Class<?>> BY_EVENT = Arrays.stream(GHEventPayload.class.getDeclaredClasses())
                .filter(GHEventPayload.class::isAssignableFrom)
                .collect(Collectors.toMap(type -> event(type.getSimpleName()), type -> type));

        private Hub4j() {}

        private static String event(String className) {
            return className.equals("Issue")
                    ? "issues"
                    : className.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        }

        static List<Class<?>> classes(String eventType) {
            Class<?> named = BY_EVENT.get(eventType.split("\\.", 2)[0]);
            return named == null ? List.of() : List.of(named);
        }

        static GHEventPayload bind(Class<?> type, String eventType, String json) throws IOException {
            Class<?> concrete = classes(eventType).stream()
                    .filter(type::isAssignableFrom)
                    .findFirst()
                    .orElse(type);
            return OFFLINE.parseEventPayload(new StringReader(json), concrete.asSubclass(GHEventPayload.class));
        }
    }
}
