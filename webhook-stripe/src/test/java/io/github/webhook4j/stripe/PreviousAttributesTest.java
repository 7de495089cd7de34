package io.github.webhook4j.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.stripe.model.Customer;
import io.github.webhook4j.stripe.model.Invoice;
import io.github.webhook4j.test.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PreviousAttributesTest {

    private static final WebhookProvider STRIPE = Stripe.provider(Secrets.of("whsec_test"));

    private static PreviousAttributes previous(String json) {
        List<StripeEvent> events = new ArrayList<>();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(STRIPE)
                .on(StripeEvents.CUSTOMER_UPDATED, (customer, event) -> events.add(event.payload(StripeEvent.class)))
                .build();
        String body = """
                {"id": "evt_1", "object": "event", "type": "customer.updated",
                 "data": {"object": {"id": "cus_1", "object": "customer", "email": "new@example.com"},
                          "previous_attributes": %s}}
                """.formatted(json);
        assertThat(endpoint.handle(SignedRequest.of(STRIPE)
                                .body(body.getBytes(StandardCharsets.UTF_8))
                                .build()
                                .toRequest())
                        .status())
                .isEqualTo(200);
        return Objects.requireNonNull(
                Objects.requireNonNull(events.get(0).data()).previousAttributes());
    }

    @Test
    void whatHasChangedIsThereInARecordOfTheObjectsKind() {
        Customer before = previous(
                        "{\"email\": \"old@example.com\", \"created\": 1767225600, \"shipping\": null, \"new_field\": 1}")
                .as(Customer.class);
        assertThat(before.email()).isEqualTo("old@example.com");
        assertThat(before.created()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(before.id()).isNull();
    }

    @Test
    void theJsonTellsWhatWasNullFromWhatHasNotChanged() {
        PreviousAttributes previous = previous("{\"email\": null}");
        assertThat(previous.json().has("email")).isTrue();
        assertThat(previous.json().has("name")).isFalse();
        assertThat(previous).hasToString("PreviousAttributes[email]");
    }

    @Test
    void theyAreWrittenAsTheyCame() throws Exception {
        assertThat(new ObjectMapper().writeValueAsString(previous("{\"email\":\"a\"}")))
                .isEqualTo("{\"email\":\"a\"}");
    }

    @Test
    void aFieldOfAnotherTypeIsNullAsEverywhere() {
        assertThat(previous("{\"email\": {\"a\": 1}, \"name\": \"b\"}")
                        .as(Customer.class)
                        .name())
                .isEqualTo("b");
        assertThatThrownBy(() -> previous("{\"email\": \"secret@example.com\"}").as(Integer.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret");
        assertThat(previous("{\"lines\": {\"data\": []}}").as(Invoice.class).lines())
                .isNotNull();
    }
}
