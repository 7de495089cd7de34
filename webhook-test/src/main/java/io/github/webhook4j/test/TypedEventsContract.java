package io.github.webhook4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.ProviderFactory;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What reaches typed handlers over real sockets, of all providers that are on the test's class path. */
abstract class TypedEventsContract extends EndpointContract {

    private static final Secrets SECRETS = Secrets.of("a secret of the contract");

    private static final EventType<JsonNode> ANY = EventType.of("*", JsonNode.class);

    /** The class of what each type's handler got last, by the name that the handler is registered for. */
    private final Map<String, Class<?>> handled = new ConcurrentHashMap<>();

    /**
     * An event of each type that a provider knows, and each recorded body, gets to the handler of its type, and is there an object of
     * the class that the type says. Bodies of unknown types get to the handlers of all types.
     *
     * @return a test for each provider
     */
    @TestFactory
    public final Stream<DynamicTest> everyEventReachesTheHandlerOfItsTypeAsTheClassThatTheTypeSays() {
        return ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> !factory.types().isEmpty())
                .map(factory -> DynamicTest.dynamicTest(factory.name(), () -> {
                    try {
                        deliverAll(factory);
                    } finally {
                        stop();
                    }
                }));
    }

    private void deliverAll(ProviderFactory factory) throws Exception {
        WebhookProvider sender = factory.create(SECRETS, Map.of());
        WebhookEndpoint.Builder endpoint = WebhookEndpoint.builder(sender)
                .inbox(new ForgetfulInbox())
                .on(ANY, (payload, event) -> handled.put(ANY.name(), ANY.payload()));
        for (EventType<?> type : factory.types()) {
            endpoint.on(type, (payload, event) -> handled.put(type.name(), seenAs(type, payload)));
        }
        URI uri = start(endpoint.build());
        for (EventType<?> type : factory.types()) {
            if (!type.isFamily() && !RecordedBodies.HANDSHAKES.contains(type.name())) {
                deliver(uri, SignedRequest.of(sender).event(type.name()), factory.types(), type.name());
            }
        }
        for (RecordedBodies.Recorded recorded : RecordedBodies.of(factory.name())) {
            SignedRequest.Builder request =
                    SignedRequest.of(sender).event(recorded.type()).body(recorded.body());
            deliver(uri, request, factory.types(), recorded.type());
        }
    }

    private static Class<?> seenAs(EventType<?> type, Object payload) {
        return type.payload().isInstance(payload) ? type.payload() : payload.getClass();
    }

    private void deliver(URI uri, SignedRequest.Builder request, Collection<? extends EventType<?>> types, String type)
            throws IOException, InterruptedException {
        handled.clear();
        assertThat(post(uri, request).statusCode()).as(type).isEqualTo(200);
        assertThat(handled).as(type).isEqualTo(expected(types, type));
    }

    /** A type's own handler, those of families that carry the same, and the one of all types. */
    private static Map<String, Class<?>> expected(Collection<? extends EventType<?>> types, String name) {
        List<EventType<?>> including = new ArrayList<>();
        including.add(ANY);
        types.stream().filter(type -> type.includes(name)).forEach(including::add);
        Class<?> payload = including.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElse(including.get(including.size() - 1))
                .payload();
        Map<String, Class<?>> expected = new ConcurrentHashMap<>();
        including.stream()
                .filter(type -> type.equals(ANY) || type.payload() == payload)
                .forEach(type -> expected.put(type.name(), type.payload()));
        return expected;
    }
}
