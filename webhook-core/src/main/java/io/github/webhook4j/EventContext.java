package io.github.webhook4j;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What log lines say of the delivery that they were written for: SLF4J's MDC. */
final class EventContext {

    private static final String ENDPOINT = "webhook.endpoint";
    private static final String ID = "webhook.id";
    private static final String TYPE = "webhook.type";

    private EventContext() {}

    static void enter(String endpoint) {
        MDC.put(ENDPOINT, endpoint);
    }

    static void enter(WebhookEvent event) {
        MDC.put(ENDPOINT, event.endpoint());
        MDC.put(ID, event.id());
        MDC.put(TYPE, event.type());
    }

    static void leave() {
        List.of(ENDPOINT, ID, TYPE).forEach(MDC::remove);
    }

    /** A handler that delivers to another endpoint itself has its own context back afterwards, as has whoever ran this one. */
    static EndpointListener.Scope around(WebhookEvent event) {
        String endpoint = MDC.get(ENDPOINT);
        String id = MDC.get(ID);
        if (event.endpoint().equals(endpoint) && event.id().equals(id)) {
            return EndpointListener.Scope.NONE;
        }
        String type = MDC.get(TYPE);
        enter(event);
        return () -> {
            restore(ENDPOINT, endpoint);
            restore(ID, id);
            restore(TYPE, type);
        };
    }

    private static void restore(String name, @Nullable String value) {
        if (value == null) {
            MDC.remove(name);
        } else {
            MDC.put(name, value);
        }
    }
}
