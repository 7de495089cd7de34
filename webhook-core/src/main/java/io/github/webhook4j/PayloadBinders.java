package io.github.webhook4j;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The binders of the provider modules on the class path, and what to say where their libraries are not. */
final class PayloadBinders {

    /**
     * A binder, for the classes of one artifact.
     *
     * @param prefix what their names start with
     * @param artifact its coordinates
     * @param binder binds to them
     */
    record Library(String prefix, String artifact, PayloadBinder binder) {

        /** What an event of a type can be had as. */
        List<Class<?>> classes(String eventType) {
            try {
                return binder.classes(eventType);
            } catch (NoClassDefFoundError e) {
                throw new IllegalArgumentException(
                        "Not all of " + artifact + " is on the class path: " + e.getMessage(), e);
            }
        }
    }

    private static final List<Library> ALL =
            ServiceLoader.load(PayloadBinder.class, PayloadBinders.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .flatMap(binder -> binder.artifacts().entrySet().stream()
                            .map(artifact -> new Library(artifact.getKey() + ".", artifact.getValue(), binder)))
                    .toList();

    private PayloadBinders() {}

    /** The library that a class belongs to, or {@code null} if no binder is for it. */
    static @Nullable Library of(Class<?> type) {
        return of(type.getName());
    }

    static @Nullable Library of(String className) {
        for (Library library : ALL) {
            if (className.startsWith(library.prefix())) {
                return library;
            }
        }
        return null;
    }

    /** What to add so that a class is found, if a binder knows. */
    static Optional<String> missing(NoClassDefFoundError e) {
        String className = String.valueOf(e.getMessage()).replace('/', '.');
        return Optional.ofNullable(of(className))
                .map(library -> className + " is not on the class path: add " + library.artifact());
    }

    static <T> T bind(Library library, Class<T> type, WebhookEvent event, String json) {
        PayloadBinder binder = library.binder();
        if (!binder.provider().equals(event.provider())) {
            throw new IllegalStateException(
                    type.getName() + " is for events of " + binder.provider() + ", and " + event + " is none");
        }
        T bound;
        try {
            bound = binder.bind(type, event.type(), json);
        } catch (Exception e) {
            // its message may quote the body
            throw unbound(event, type, ": " + e.getClass().getName() + at(e));
        }
        if (bound == null) {
            throw unbound(event, type, "");
        }
        return bound;
    }

    static UnboundPayloadException unbound(WebhookEvent event, Class<?> type, String why) {
        return new UnboundPayloadException("The payload of " + event + " does not bind to " + type.getName() + why);
    }

    static String at(Exception e) {
        return e instanceof JsonMappingException mapping ? ": " + mapping.getPathReference() : "";
    }
}
