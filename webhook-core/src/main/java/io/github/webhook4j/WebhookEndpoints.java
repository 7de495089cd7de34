package io.github.webhook4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All endpoints of an application by the path they are mounted at, for adapters: from settings, and those that the
 * application has built itself. Not thread-safe.
 */
public final class WebhookEndpoints {

    private static final String PATH = "/webhooks/";

    private final List<HandlerMethod> handlers;
    private final GuardSettings guard;
    private final Map<String, WebhookEndpoint> mounted = new LinkedHashMap<>();
    private final List<Configured> configured = new ArrayList<>();

    /** An endpoint from settings. */
    record Configured(EndpointSettings settings, String path, WebhookEndpoint endpoint) {}

    /**
     * No endpoints yet.
     *
     * @param handlers the annotated methods that the adapter has found, for the endpoints from settings
     * @param guard what guards the endpoints from settings
     */
    public WebhookEndpoints(List<HandlerMethod> handlers, GuardSettings guard) {
        this.handlers = List.copyOf(handlers);
        this.guard = guard;
    }

    /**
     * Adds an endpoint from settings.
     *
     * @param settings the settings
     * @param secrets what replaces the settings' secrets, or {@code null}
     * @param beans gives the builder what else the application has: inbox, clock, listeners
     * @throws IllegalArgumentException naming the setting or the method that is wrong
     */
    public void add(EndpointSettings settings, @Nullable Secrets secrets, Consumer<WebhookEndpoint.Builder> beans) {
        try {
            WebhookEndpoint.Builder builder = settings.builder(secrets, guard);
            builder.handlerMethods(handlersFor(builder.provider().catalog()));
            beans.accept(builder);
            WebhookEndpoint endpoint = builder.build();
            String path = settings.path() == null ? PATH + settings.name() : settings.path();
            configured.add(new Configured(settings, add(path, endpoint), endpoint));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    EndpointSettings.PREFIX + "." + settings.name() + ": " + e.getMessage(), e);
        }
    }

    /** The handlers for one provider; those for any provider keep the types that this one has. */
    private List<HandlerMethod> handlersFor(EventCatalog catalog) {
        return handlers.stream()
                .flatMap(handler -> isForAny(handler) ? handler.knownTo(catalog).stream() : Stream.of(handler))
                .toList();
    }

    private static boolean isForAny(HandlerMethod handler) {
        return handler.on().provider().isEmpty()
                && !handler.on().allowUnknown()
                && !handler.on().types().isEmpty();
    }

    /**
     * Adds an endpoint that the application has built, with the handlers it was built with, at {@code /webhooks/} and its name.
     *
     * @param endpoint the endpoint
     * @throws IllegalArgumentException if another one is mounted there
     */
    public void add(WebhookEndpoint endpoint) {
        add(PATH + endpoint.name(), endpoint);
    }

    private String add(String path, WebhookEndpoint endpoint) {
        String absolute = path.startsWith("/") ? path : "/" + path;
        WebhookEndpoint other = mounted.putIfAbsent(absolute, endpoint);
        if (other != null) {
            throw new IllegalArgumentException(other + " and " + endpoint + " are both mounted at " + absolute);
        }
        return absolute;
    }

    List<Configured> configured() {
        return List.copyOf(configured);
    }

    /**
     * All endpoints.
     *
     * @return endpoints by path, in the order they were added
     * @throws IllegalArgumentException if a handler is for a provider that no endpoint has, or for a type that none of them has
     */
    public Map<String, WebhookEndpoint> byPath() {
        handlers.forEach(this::requireEndpoint);
        handlers.stream().filter(WebhookEndpoints::isForAny).forEach(this::requireTypes);
        return Collections.unmodifiableMap(mounted);
    }

    private void requireTypes(HandlerMethod handler) {
        List<EventCatalog> catalogs = mounted.values().stream()
                .map(endpoint -> endpoint.provider().catalog())
                .toList();
        for (String type : handler.on().types()) {
            if (catalogs.stream().noneMatch(catalog -> catalog.knows(type))) {
                throw EventCatalog.unknown(
                        handler.name(),
                        type,
                        catalogs.stream()
                                .flatMap(catalog -> catalog.suggestions().stream())
                                .collect(Collectors.toSet()));
            }
        }
    }

    private void requireEndpoint(HandlerMethod handler) {
        String provider = handler.on().provider();
        boolean reached = mounted.values().stream()
                .anyMatch(endpoint -> provider.isEmpty()
                        || provider.equals(endpoint.provider().name()));
        if (!reached) {
            String name = provider.isEmpty() ? "<provider>" : provider;
            throw new IllegalArgumentException(handler.name() + " is for provider " + name
                    + ", but no endpoint of that provider is configured: set " + EndpointSettings.PREFIX + "." + name
                    + ".secrets");
        }
    }
}
