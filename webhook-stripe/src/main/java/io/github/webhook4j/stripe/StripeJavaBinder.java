package io.github.webhook4j.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.StripeClient;
import com.stripe.events.UnknownEventNotification;
import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.model.Event;
import com.stripe.model.EventDataClassLookup;
import com.stripe.model.EventDataObjectDeserializer;
import com.stripe.model.StripeObject;
import com.stripe.model.v2.EventNotificationClassLookup;
import com.stripe.model.v2.core.EventNotification;
import com.stripe.net.ApiResource;
import com.stripe.net.Webhook;
import io.github.webhook4j.EventType;
import io.github.webhook4j.PayloadBinder;
import io.github.webhook4j.stripe.model.ThinEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Handlers may take stripe-java's classes, where {@code com.stripe:stripe-java} is on the class path: of a snapshot event its
 * object, such as {@code com.stripe.model.Invoice}, and {@code com.stripe.model.Event}; of a thin event its {@code
 * com.stripe.model.v2.core.EventNotification}. Where the object is one of several, as of {@code customer.source.created}, a
 * handler takes {@code com.stripe.model.StripeObject}.
 *
 * <p>stripe-java reads the API version that it was made for. An object of another version is bound all the same ({@code
 * deserializeUnsafe}): what stripe-java does not know by that name is missing then. What cannot be read at all fails the handler.
 * Methods that call the API do so with {@code com.stripe.Stripe.apiKey}.
 *
 * <p>Stateless, thread-safe.
 */
public final class StripeJavaBinder implements PayloadBinder {

    /** For {@link java.util.ServiceLoader}. */
    public StripeJavaBinder() {}

    @Override
    public String provider() {
        return Stripe.NAME;
    }

    @Override
    public Map<String, String> artifacts() {
        return Map.of("com.stripe", "com.stripe:stripe-java");
    }

    @Override
    public List<Class<?>> classes(String eventType) {
        return StripeJava.classes(eventType);
    }

    @Override
    public <T> T bind(Class<T> type, String eventType, String json) throws Exception {
        return type.cast(StripeJava.bind(type, json));
    }

    /** All that touches stripe-java: loaded when somebody wants its classes. */
    private static final class StripeJava {

        private static final Map<String, Class<?>> PAYLOADS =
                StripeEvents.all().stream().collect(Collectors.toMap(EventType::name, EventType::payload));

        /** Its objects by the names of our records, which say the package too, such as {@code checkoutsession}. */
        private static final Map<String, Class<?>> OBJECTS = new HashMap<>();

        static {
            String models = Event.class.getPackageName() + ".";
            EventDataClassLookup.classLookup
                    .values()
                    .forEach(type -> OBJECTS.put(
                            key(type.getName().substring(models.length()).replace(".", "")), type));
        }

        private StripeJava() {}

        private static String key(String name) {
            return name.toLowerCase(Locale.ROOT);
        }

        static List<Class<?>> classes(String eventType) {
            Class<?> payload = PAYLOADS.get(eventType);
            if (payload == ThinEvent.class || (payload == null && eventType.matches("v[0-9]+\\..*"))) {
                return List.of(EventNotificationClassLookup.eventClassLookup.getOrDefault(
                        eventType, UnknownEventNotification.class));
            }
            if (payload == null) {
                return List.of(Event.class);
            }
            Class<?> object =
                    payload == JsonNode.class ? StripeObject.class : OBJECTS.get(key(payload.getSimpleName()));
            return object == null ? List.of(Event.class) : List.of(object, Event.class);
        }

        static Object bind(Class<?> type, String json) throws EventDataObjectDeserializationException {
            if (EventNotification.class.isAssignableFrom(type)) {
                return new StripeClient(ApiResource.getGlobalResponseGetter())
                        .parseEventNotificationWithoutVerification(json);
            }
            Event event = Webhook.constructEventWithoutVerification(json);
            return type == Event.class ? event : object(event);
        }

        private static StripeObject object(Event event) throws EventDataObjectDeserializationException {
            EventDataObjectDeserializer deserializer = event.getDataObjectDeserializer();
            // without a version, which Stripe may send, getObject throws a NullPointerException
            Optional<StripeObject> safe = event.getApiVersion() == null ? Optional.empty() : deserializer.getObject();
            return safe.isPresent() ? safe.get() : deserializer.deserializeUnsafe();
        }
    }
}
