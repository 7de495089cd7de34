package io.github.webhook4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A registered handler: the types it is for, and how to call it.
 *
 * @param name how messages show it
 * @param type the type or family
 * @param payloads the classes it takes that not every event can be had as: they decide which members of a family it gets
 * @param answers whether what it returns may be the answer to the sender, so that it has to run within the request
 * @param call calls it
 */
record Handler(String name, EventType<?> type, List<Class<?>> payloads, boolean answers, Call call) {

    /** Calls user code. */
    @FunctionalInterface
    interface Call {
        @Nullable
        Object on(WebhookEvent event) throws Throwable;
    }

    static <T> Handler of(EventType<T> type, EventHandler<? super T> handler) {
        return new Handler("on(\"" + type.name() + "\")", type, List.of(type.payload()), false, event -> {
            handler.handle(event.payload(type.payload()), event);
            return null;
        });
    }

    static <T> Handler answering(EventType<T> type, AnsweringHandler<? super T> handler) {
        return new Handler(
                "answer(\"" + type.name() + "\")",
                type,
                List.of(type.payload()),
                true,
                event -> handler.handle(event.payload(type.payload()), event));
    }

    /** One handler for each type that the method is annotated with. */
    static Stream<Handler> of(HandlerMethod method, WebhookProvider provider) {
        if (method.on().types().isEmpty()) {
            throw new IllegalArgumentException(method.name() + " names no event type: write one into its annotation");
        }
        List<Function<WebhookEvent, Object>> arguments = new ArrayList<>();
        Class<?> payload = JsonNode.class;
        for (Class<?> parameter : method.parameters()) {
            arguments.add(argument(method, parameter));
            if (provider.catalog().isModel(parameter)) {
                if (payload != JsonNode.class && payload != parameter) {
                    throw new IllegalArgumentException(
                            method.name() + " takes two different payloads, but an event has one");
                }
                payload = parameter;
            }
        }
        Call call = event -> method.invoker()
                .invoke(arguments.stream()
                        .map(argument -> argument.apply(event))
                        .toArray());
        return method.on().types().stream()
                .map(name ->
                        new Handler(method.name(), type(method, name), method.parameters(), method.answers(), call));
    }

    private static EventType<?> type(HandlerMethod method, String name) {
        try {
            EventType<?> type = EventType.of(name, JsonNode.class);
            return method.on().allowUnknown() ? type.allowUnknown() : type;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(method.name() + ": " + e.getMessage(), e);
        }
    }

    private static Function<WebhookEvent, Object> argument(HandlerMethod method, Class<?> parameter) {
        if (parameter == WebhookEvent.class) {
            return event -> event;
        }
        if (parameter == byte[].class) {
            return WebhookEvent::body;
        }
        if (parameter != JsonNode.class && !bindable(parameter)) {
            throw new IllegalArgumentException(
                    method.name() + " takes " + parameter.getSimpleName()
                            + ", but a handler takes the payload's class, the provider's envelope, WebhookEvent, JsonNode or byte[]");
        }
        return event -> event.payload(parameter);
    }

    private static boolean bindable(Class<?> type) {
        return PayloadBinders.of(type) != null || isBean(type);
    }

    private static boolean isBean(Class<?> type) {
        return !type.isPrimitive()
                && !type.isArray()
                && !type.isEnum()
                && !Modifier.isAbstract(type.getModifiers())
                && !type.getName().startsWith("java.");
    }

    boolean accepts(String eventType, EventCatalog catalog) {
        return type.includes(eventType)
                && (!type.isFamily() || payloads.stream().allMatch(payload -> catalog.carries(eventType, payload)));
    }
}
