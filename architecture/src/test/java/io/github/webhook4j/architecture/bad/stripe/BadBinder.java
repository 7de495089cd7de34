package io.github.webhook4j.architecture.bad.stripe;

import com.stripe.model.Event;
import io.github.webhook4j.PayloadBinder;
import java.util.List;
import java.util.Map;
import org.kohsuke.github.GHEventPayload;

/** Knows the library of another provider besides its own. */
public class BadBinder implements PayloadBinder {

    @Override
    public String provider() {
        return "stripe";
    }

    @Override
    public Map<String, String> artifacts() {
        return Map.of();
    }

    @Override
    public List<Class<?>> classes(String eventType) {
        return Library.CLASSES;
    }

    @Override
    public <T> T bind(Class<T> type, String eventType, String json) {
        return type.cast(Library.CLASSES);
    }

    private static final class Library {

        static final List<Class<?>> CLASSES = List.of(Event.class, GHEventPayload.class);
    }
}
