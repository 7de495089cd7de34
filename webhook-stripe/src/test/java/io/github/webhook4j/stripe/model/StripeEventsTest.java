package io.github.webhook4j.stripe.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.stripe.StripeEvents;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StripeEventsTest {

    @Test
    void knowsEverySnapshotTypeEveryObjectAndEveryThinType() {
        assertThat(StripeEvents.all())
                .extracting(EventType::name)
                .doesNotHaveDuplicates()
                .hasSize(275 + 326);
        assertThat(types(ThinEvent.class))
                .hasSize(326)
                .allMatch(name -> name.startsWith("v1.") || name.startsWith("v2."));

        Stream<Class<?>> ofOneObject = StripeEvents.all().stream()
                .<Class<?>>map(EventType::payload)
                .filter(payload -> payload != JsonNode.class && payload != ThinEvent.class);
        Stream<Class<?>> onlyAmongSeveral = Stream.of(BankAccount.class, Card.class);
        assertThat(Stream.concat(ofOneObject, onlyAmongSeveral).distinct()).hasSize(84);
    }

    @Test
    void onlyTypesWithSeveralPossibleObjectsAreJson() {
        assertThat(types(JsonNode.class))
                .hasSize(7)
                .allMatch(name -> name.startsWith("account.external_account.") || name.startsWith("customer.source."));
    }

    private static List<String> types(Class<?> payload) {
        return StripeEvents.all().stream()
                .filter(type -> type.payload() == payload)
                .map(EventType::name)
                .toList();
    }
}
