package io.github.webhook4j.stripe.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.stripe.StripeEvents;
import io.github.webhook4j.test.PayloadContract;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class StripePayloadsTest extends PayloadContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return Stripe.provider(secrets);
    }

    @Override
    protected List<EventType<?>> types() {
        return StripeEvents.all();
    }

    @Override
    protected List<Example> recorded() throws IOException {
        List<Example> examples = new ArrayList<>();
        List<String> known = types().stream().map(EventType::name).toList();
        for (Path file : files("stripe/events")) {
            JsonNode event = read(file);
            String type = event.path("type").asText();
            boolean fetched = event.path("object").asText().equals("v2.core.event") && event.has("data");
            if (known.contains(type) && !fetched) {
                examples.add(new Example(file.getFileName().toString(), type, event));
            }
        }
        for (Path file : files("stripe/fixtures3.json")) {
            examples.addAll(fixtures(read(file).path("resources")));
        }
        return examples;
    }

    /** Stripe's own examples of its objects, each in an event that has such an object. */
    private List<Example> fixtures(JsonNode objects) {
        Map<String, String> types = new HashMap<>();
        types().forEach(type -> types.put(type.payload().getSimpleName(), type.name()));
        List<Example> examples = new ArrayList<>();
        for (JsonNode object : objects) {
            String type = types.get(simpleName(object.path("object").asText()));
            if (type != null) {
                examples.add(new Example("fixture of " + type, type, event(type, object)));
            }
        }
        assertThat(examples).hasSizeGreaterThan(70);
        return examples;
    }

    /** {@code CheckoutSession} of {@code checkout.session}. */
    private static String simpleName(String object) {
        return Arrays.stream(object.split("[._]"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static JsonNode event(String type, JsonNode object) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("id", "evt_1").put("object", "event").put("type", type);
        event.putObject("data").set("object", object);
        return event;
    }

    @Test
    @EnabledIfSystemProperty(named = "webhook4j.data", matches = ".+")
    void theTypesAreThoseOfStripesLists() throws IOException {
        Path data = Path.of(System.getProperty("webhook4j.data"), "stripe");
        List<String> listed = new ArrayList<>();
        read(data.resolve("events.json")).fieldNames().forEachRemaining(listed::add);
        read(data.resolve("thin-events.json")).fieldNames().forEachRemaining(listed::add);
        assertThat(types()).extracting(EventType::name).containsExactlyInAnyOrderElementsOf(listed);
    }

    private <T> T bindObject(EventType<T> type, String object) {
        return bind(type, """
                {"id": "evt_1", "object": "event", "type": "%s", "data": {"object": %s}}
                """.formatted(type.name(), object));
    }

    @Test
    void anInvoiceBindsItsIdsAmountsTimesAndLines() {
        Invoice invoice = bindObject(StripeEvents.INVOICE_PAID, """
                {"id": "in_1", "object": "invoice", "amount_paid": 1999, "currency": "eur", "created": 1764000000,
                 "customer": "cus_1", "metadata": {"order": "42"}, "not_there_yet": [1],
                 "lines": {"object": "list", "has_more": false, "url": "/v1/invoices/in_1/lines",
                           "data": [{"id": "il_1", "object": "line_item", "amount": 1999}]}}
                """);

        assertThat(invoice.amountPaid()).isEqualTo(1999);
        assertThat(invoice.created()).isEqualTo(Instant.ofEpochSecond(1764000000));
        assertThat(invoice.customer().id()).isEqualTo("cus_1");
        assertThat(invoice.metadata()).containsEntry("order", "42");
        assertThat(invoice.lines().data()).extracting(InvoiceLineItem::amount).containsExactly(1999L);
        assertThat(invoice.dueDate()).isNull();
    }

    @Test
    void percentagesAreDecimals() {
        Coupon coupon = bindObject(
                StripeEvents.COUPON_CREATED, "{\"id\": \"x\", \"object\": \"coupon\", \"percent_off\": 12.5}");

        assertThat(coupon.percentOff()).isEqualTo(new BigDecimal("12.5"));
    }

    @Test
    void namesThatSnakeCaseDoesNotGiveBind() {
        Customer customer = bindObject(StripeEvents.CUSTOMER_CREATED, """
                {"id": "cus_1", "object": "customer", "address": {"line1": "Main St 1", "postal_code": "1010"}}
                """);

        assertThat(customer.address().line1()).isEqualTo("Main St 1");
        assertThat(customer.address().postalCode()).isEqualTo("1010");
    }
}
