package io.github.webhook4j.zoom;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events that have been read from the log and will be asked for next, as many as some megabytes hold. Thread-safe. */
final class ZoomBodies {

    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private final Map<String, String> bodies = new HashMap<>();
    private int characters;

    synchronized void clear() {
        bodies.clear();
        characters = 0;
    }

    synchronized void keep(ZoomDelivery delivery) {
        String body = delivery.body();
        boolean fits = body.length() <= MOST_CHARACTERS - characters;
        if (!body.isEmpty() && fits && bodies.putIfAbsent(delivery.request(), body) == null) {
            characters += body.length();
        }
    }

    synchronized @Nullable String take(String request) {
        String body = bodies.remove(request);
        characters -= body == null ? 0 : body.length();
        return body;
    }
}
