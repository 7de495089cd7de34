package io.github.webhook4j;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest answers that have an ETag, so that what has not changed is neither sent nor counted again. Thread-safe. */
final class KnownAnswers {

    private static final int MOST = 32;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int OK = 200;

    private final Map<URI, SenderAnswer> answers = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, SenderAnswer> eldest) {
            return size() > MOST;
        }
    };

    synchronized @Nullable SenderAnswer get(URI uri) {
        return answers.get(uri);
    }

    synchronized void keep(URI uri, SenderAnswer answer) {
        if (answer.status() == OK && answer.header("ETag") != null && answer.size() <= MOST_BYTES) {
            answers.put(uri, answer);
        }
    }
}
