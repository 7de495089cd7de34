package io.github.webhook4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the typed payloads of every provider do: bind whatever the sender sends, and keep it. A provider's test extends this,
 * says which types it knows, and brings recorded bodies.
 */
public abstract class PayloadContract {

    private static final String SECRET = "a secret of the contract";

    private static final String UNKNOWN = "brand_new.thing";

    /** Where recorded bodies are, a folder for each provider; without it the samples of this module are all there is. */
    private static final String DATA = "webhook4j.data";

    /**
     * A body that the sender sent.
     *
     * @param name how failures name it
     * @param type the name of the event's type
     * @param body the JSON
     */
    public record Example(String name, String type, JsonNode body) {}

    /** For subclasses. */
    protected PayloadContract() {}

    /**
     * Makes the provider.
     *
     * @param secrets its secrets
     * @return the provider
     */
    protected abstract WebhookProvider provider(Secrets secrets);

    /**
     * The types that the provider knows, with the class that each binds to.
     *
     * @return the types, families among them
     */
    protected abstract List<EventType<?>> types();

    /**
     * Recorded bodies, if there are any.
     *
     * @return the bodies with their types
     * @throws IOException if one cannot be read
     */
    protected abstract List<Example> recorded() throws IOException;

    /**
     * The JSON files below a folder of the recorded data.
     *
     * @param folder the folder, in the one that the system property {@code webhook4j.data} names
     * @return the files in the order of their names; none without the property
     * @throws IOException if the folder cannot be read
     */
    protected static List<Path> files(String folder) throws IOException {
        String data = System.getProperty(DATA);
        if (data == null || data.isBlank()) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(Path.of(data, folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Reads a JSON file.
     *
     * @param file the file
     * @return its JSON, numbers exactly as they stand there
     * @throws IOException if it cannot be read
     */
    protected static JsonNode read(Path file) throws IOException {
        return Leaves.MAPPER.readTree(file.toFile());
    }

    /**
     * The payload that a handler gets.
     *
     * @param <T> the payload
     * @param type the type that the handler is registered for
     * @param body what is delivered
     * @return the payload
     */
    protected final <T> T bind(EventType<T> type, String body) {
        return type.payload().cast(deliveries().bind(type, type.name(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private Deliveries deliveries() {
        return new Deliveries(provider(Secrets.of(SECRET)), types());
    }

    private EventType<?> type(String name) {
        Predicate<EventType<?>> exact = type -> type.name().equals(name);
        Predicate<EventType<?>> family = type -> type.includes(name);
        return Stream.of(exact, family)
                .flatMap(rule -> types().stream().filter(rule))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("An example of " + name + ", which is no known type"));
    }

    /**
     * Each sample, as the first of the types that share it: the samples of others show them only roughly, and the one for types
     * without any is no payload of theirs at all.
     */
    private List<Example> samples() throws IOException {
        Map<JsonNode, Example> samples = new LinkedHashMap<>();
        for (EventType<?> type : types()) {
            if (!type.isFamily()) {
                JsonNode body = sample(type.name());
                samples.putIfAbsent(withoutTypes(body), new Example("sample of " + type.name(), type.name(), body));
            }
        }
        samples.remove(withoutTypes(sample(UNKNOWN)));
        return List.copyOf(samples.values());
    }

    private JsonNode sample(String type) throws IOException {
        return Leaves.MAPPER.readTree(SignedRequest.of(provider(Secrets.of(SECRET)))
                .event(type)
                .id("sample")
                .build()
                .body());
    }

    private static JsonNode withoutTypes(JsonNode body) {
        return body instanceof ObjectNode object ? object.deepCopy().without(List.of("type", "event", "action")) : body;
    }

    private List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>(samples());
        examples.addAll(recorded());
        return examples;
    }

    /**
     * Every example binds to the class that its type says, and what that class writes has every leaf of it: the same number,
     * text or flag; of times the same instant; of what is a number here and text there the same characters.
     *
     * @throws IOException if an example cannot be read
     */
    @Test
    public final void everyExampleBindsToTheClassOfItsTypeAndComesBackWhole() throws IOException {
        Deliveries deliveries = deliveries();
        Leaves leaves = new Leaves();
        for (Example example : examples()) {
            Object payload = deliveries.bind(type(example.type()), example.type(), bytes(example.body()));
            JsonNode sent = deliveries.event().payload(JsonNode.class);
            leaves.compare(example.name(), sent, Leaves.MAPPER.valueToTree(payload));
        }
        assertThat(leaves.lost()).as(leaves::report).isEmpty();
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, leaves::report);
    }

    /**
     * A type that nobody knows yet, with any body the sender has: acknowledged, and at hand as it came.
     *
     * @throws IOException if an example cannot be read
     */
    @Test
    public final void everyExampleOfAnUnknownTypeIsHandledAsItCame() throws IOException {
        Deliveries deliveries = deliveries();
        for (Example example : examples()) {
            String written =
                    deliveries.deliver(example.type(), bytes(example.body())).type();
            byte[] body = bytes(renamed(example.body().deepCopy(), written));
            WebhookEvent event = deliveries.deliver(UNKNOWN, body);

            assertThat(types()).extracting(EventType::name).doesNotContain(event.type());
            assertThat(event.body()).as(example.name()).isEqualTo(body);
        }
    }

    /** Puts the unknown type wherever the body has the known one. */
    private static JsonNode renamed(JsonNode body, String type) {
        if (body instanceof ObjectNode object) {
            List.copyOf(object.properties()).forEach(field -> {
                if (field.getValue().asText().equals(type)) {
                    object.put(field.getKey(), UNKNOWN);
                } else {
                    renamed(field.getValue(), type);
                }
            });
        }
        return body;
    }

    /**
     * Of each class of payload, every field that an example has, the envelope's too, is removed, made null, and given a value of every
     * other JSON type, one at a time; the handler gets a payload all the same. Left alone is what the event's id and type are read from.
     * A field that several examples have is changed in the first, or in all with {@code -Dwebhook4j.everyField=true}.
     *
     * @return a test for each class
     * @throws IOException if an example cannot be read
     */
    @TestFactory
    public final Stream<DynamicTest> noFieldThatIsMissingNullOrOfAnotherTypeCostsTheDelivery() throws IOException {
        Deliveries deliveries = deliveries();
        Map<Class<?>, List<Example>> byPayload = new LinkedHashMap<>();
        for (Example example : examples()) {
            Class<?> payload = type(example.type()).payload();
            if (payload != JsonNode.class) {
                byPayload.computeIfAbsent(payload, p -> new ArrayList<>()).add(example);
            }
        }
        return byPayload.entrySet().stream()
                .map(group -> DynamicTest.dynamicTest(group.getKey().getSimpleName(), () -> {
                    Set<String> changed = new HashSet<>();
                    for (Example example : group.getValue()) {
                        change(deliveries, example, changed);
                    }
                }));
    }

    private void change(Deliveries deliveries, Example example, Set<String> changed) throws IOException {
        EventType<?> type = type(example.type());
        JsonNode body = example.body().deepCopy();
        deliveries.bind(type, example.type(), bytes(body));
        WebhookEvent event = deliveries.event();
        Mutations mutations = new Mutations(changed, List.of(event.id(), event.type(), last(event.type())));
        mutations.each(
                body,
                mutation -> assertThat(deliveries.bind(type, example.type(), bytes(body)))
                        .as("%s: %s", example.name(), mutation)
                        .isNotNull());
    }

    private static String last(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('/')) + 1);
    }

    private static byte[] bytes(JsonNode json) throws IOException {
        return Leaves.MAPPER.writeValueAsBytes(json);
    }
}
