package io.github.webhook4j.stripe.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.stripe.StripeEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledIfSystemProperty(named = "webhook4j.data", matches = ".+")
class StripeExamplesTest {

    private static final Path DATA = Path.of(System.getProperty("webhook4j.data", "."), "stripe");

    @Test
    void theTypesAreThoseOfStripesLists() throws IOException {
        List<String> listed = new ArrayList<>();
        for (String list : List.of("events.json", "thin-events.json")) {
            Mapper.STRICT.readTree(DATA.resolve(list).toFile()).fieldNames().forEachRemaining(listed::add);
        }
        assertThat(StripeEvents.all()).extracting(EventType::name).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void everyRecordedEventComesBackWhole() throws IOException {
        Map<String, EventType<?>> types = new HashMap<>();
        StripeEvents.all().forEach(type -> types.put(type.name(), type));
        Leaves leaves = new Leaves();
        for (Path file : jsonFiles()) {
            JsonNode event = Mapper.STRICT.readTree(file.toFile());
            EventType<?> type = types.get(event.path("type").asText());
            boolean fetched = event.path("object").asText().equals("v2.core.event") && event.has("data");
            if (type != null && !fetched) {
                JsonNode payload = event.at("/data/object").isObject() ? event.at("/data/object") : event;
                Object bound = Deliveries.bind(type, type.name(), Files.readAllBytes(file));
                leaves.compare(type.name() + "#" + file.getFileName(), payload, Mapper.STRICT.valueToTree(bound));
            }
        }
        assertThat(leaves.percentKept()).as(leaves::report).isEqualTo(100.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer.created", "invoice.paid", "payment_intent.requires_action", "refund.created"})
    void noFieldThatIsMissingNullOrOfAnotherTypeCostsTheDelivery(String name) throws Exception {
        JsonNode event =
                Mapper.STRICT.readTree(DATA.resolve("events/" + name + ".json").toFile());
        EventType<?> type = StripeEvents.all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
        Mutations.each(
                "",
                event.at("/data/object"),
                mutation -> assertThat(Deliveries.bind(type, name, Mapper.STRICT.writeValueAsBytes(event)))
                        .as(mutation)
                        .isNotNull());
    }

    @Test
    void everyObjectOfStripesOwnFixturesComesBackWhole() throws IOException {
        Map<String, Class<?>> records = new HashMap<>();
        StripeEvents.all().stream()
                .filter(type -> type.payload() != JsonNode.class)
                .forEach(type -> records.put(type.payload().getSimpleName(), type.payload()));
        Leaves leaves = new Leaves();
        int bound = 0;
        for (JsonNode object :
                Mapper.STRICT.readTree(DATA.resolve("fixtures3.json").toFile()).path("resources")) {
            Class<?> type = records.get(simpleName(object.path("object").asText()));
            if (type != null) {
                bound++;
                JsonNode written = Mapper.STRICT.valueToTree(Mapper.STRICT.treeToValue(object, type));
                leaves.compare(type.getSimpleName(), object, written);
            }
        }
        assertThat(bound).isGreaterThan(70);
        assertThat(leaves.percentKept()).as(leaves::report).isEqualTo(100.0);
    }

    /** {@code CheckoutSession} of {@code checkout.session}. */
    private static String simpleName(String object) {
        return Arrays.stream(object.split("[._]"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static List<Path> jsonFiles() throws IOException {
        try (Stream<Path> files = Files.walk(DATA.resolve("events"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
