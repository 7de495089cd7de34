package io.github.webhook4j.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.events.UnknownEventNotification;
import com.stripe.events.V2CoreAccountClosedEventNotification;
import com.stripe.model.Card;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeObject;
import com.stripe.model.checkout.Session;
import com.stripe.model.v2.core.EventNotification;
import io.github.webhook4j.EventType;
import io.github.webhook4j.OnEvent;
import io.github.webhook4j.PayloadBinder;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.stripe.model.ThinEvent;
import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by reflection
class StripeJavaBinderTest {

    private static final WebhookProvider STRIPE = Stripe.provider(Secrets.of("whsec_of_the_tests"));

    private final List<Object> got = new ArrayList<>();

    private int receive(WebhookEndpoint.Builder endpoint, SignedRequest.Builder request) {
        return endpoint.build().handle(request.build().toRequest()).status();
    }

    private <T> T bind(String type, Class<T> payload, String body) {
        List<T> bound = new ArrayList<>();
        int status = receive(
                WebhookEndpoint.builder(STRIPE).on(EventType.of(type, payload), (object, event) -> {
                    assertThat(event.payload(payload)).as("bound once").isSameAs(object);
                    bound.add(object);
                }),
                SignedRequest.of(STRIPE).event(type).body(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(status).isEqualTo(200);
        return bound.get(0);
    }

    private static String intent(String apiVersion) {
        return """
                {"id": "evt_1", "object": "event", "api_version": %s, "created": 1767225600, "type": "payment_intent.succeeded",
                 "data": {"object": {"id": "pi_1", "object": "payment_intent", "amount": 1999, "brand_new": {"a": 1}}}}
                """.formatted(apiVersion);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"" + com.stripe.Stripe.API_VERSION + "\"", "\"2017-01-27\"", "\"2031-01-01.thistle\"", "null"})
    void anObjectOfAnyVersionIsStripeJavas(String apiVersion) {
        PaymentIntent intent = bind("payment_intent.succeeded", PaymentIntent.class, intent(apiVersion));

        assertThat(intent.getId()).isEqualTo("pi_1");
        assertThat(intent.getAmount()).isEqualTo(1999);
    }

    class Billing {

        @OnStripe("checkout.session.completed")
        void all(Event envelope, Session session, StripeObject object, WebhookEvent event) {
            got.addAll(List.of(envelope.getType(), session, object, event.payload(Session.class)));
        }

        @OnStripe("customer.*")
        void customer(Customer customer, Event envelope) {
            got.add("customer of " + envelope.getType());
        }

        @OnStripe("*")
        void any(Event event) {
            got.add("event " + event.getId());
        }
    }

    @Test
    void aHandlerTakesObjectAndEventInAnyOrder() {
        receive(
                WebhookEndpoint.builder(STRIPE).handlers(new Billing()),
                SignedRequest.of(STRIPE).event("checkout.session.completed").id("evt_9"));

        assertThat(got).hasSize(5).startsWith("checkout.session.completed").endsWith("event evt_9");
        assertThat(got.get(1)).isEqualTo(got.get(2)).isSameAs(got.get(3));
    }

    @Test
    void aFamilysHandlerGetsTheMembersThatCarryItsClass() {
        WebhookEndpoint.Builder endpoint = WebhookEndpoint.builder(STRIPE).handlers(new Billing());

        receive(endpoint, SignedRequest.of(STRIPE).event("customer.created").id("evt_1"));
        receive(
                endpoint,
                SignedRequest.of(STRIPE).event("customer.subscription.created").id("evt_2"));
        receive(endpoint, SignedRequest.of(STRIPE).event("brand.new").id("evt_3"));
        receive(endpoint, SignedRequest.of(STRIPE).event("v1.invoice.paid").id("evt_4"));

        assertThat(got).containsExactly("customer of customer.created", "event evt_1", "event evt_2", "event evt_3");
    }

    @Test
    void aThinEventIsANotification() {
        String thin = """
                {"id": "evt_1", "object": "v2.core.event", "type": "%s", "livemode": true, "created": "2026-10-22T11:50:53.846Z",
                 "related_object": {"id": "acct_1", "type": "v2.core.account", "url": "/v2/core/accounts/acct_1"}}
                """;

        assertThat(bind("v2.core.account.closed", EventNotification.class, thin.formatted("v2.core.account.closed")))
                .isInstanceOfSatisfying(
                        V2CoreAccountClosedEventNotification.class,
                        closed -> assertThat(closed.getRelatedObject().getId()).isEqualTo("acct_1"));
        assertThat(bind("v1.invoice.paid", EventNotification.class, thin.formatted("v1.invoice.paid")))
                .isInstanceOf(UnknownEventNotification.class);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String type, Class<?> payload) {
        return assertThatThrownBy(() -> WebhookEndpoint.builder(STRIPE)
                        .on(EventType.of(type, payload), (object, event) -> {})
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClassThatTheTypeDoesNotCarryIsRefusedWithTheRightOne() {
        assertRefused("invoice.paid", Customer.class)
                .hasMessage("on(\"invoice.paid\"): \"invoice.paid\" does not carry com.stripe.model.Customer, but "
                        + "com.stripe.model.Invoice or com.stripe.model.Event.");
        assertRefused("customer.source.created", Card.class)
                .hasMessageEndingWith("but com.stripe.model.StripeObject or com.stripe.model.Event.");
        assertRefused("invoice.*", Customer.class)
                .hasMessageEndingWith(
                        "\"invoice.*\" does not carry com.stripe.model.Customer, but com.stripe.model.Invoice or com.stripe.model.Event.");
        assertRefused("v2.core.account.closed", Event.class)
                .hasMessageEndingWith("but com.stripe.events.V2CoreAccountClosedEventNotification.");
        assertThatThrownBy(() -> WebhookEndpoint.builder(STRIPE)
                        .handlers(new Object() {
                            @OnEvent("invoice.paid")
                            void paid(Event event, Customer customer) {}
                        })
                        .build())
                .hasMessageContaining(
                        ".paid(Event, Customer): \"invoice.paid\" does not carry com.stripe.model.Customer");
    }

    @Test
    void aTypeThatIsAllowedToBeUnknownMayCarryAnything() {
        assertThat(receive(
                        WebhookEndpoint.builder(STRIPE)
                                .on(
                                        EventType.of("invoice.invented", Invoice.class)
                                                .allowUnknown(),
                                        (invoice, event) -> got.add(invoice)),
                        SignedRequest.of(STRIPE).event("invoice.invented")))
                .isEqualTo(200);
        assertThat(got).hasSize(1);
    }

    @Test
    void anEventThatIsAnotherObjectFailsTheHandlerWithoutQuotingIt() {
        List<String> failures = new ArrayList<>();
        receive(
                WebhookEndpoint.builder(STRIPE)
                        .on(
                                EventType.of("*", JsonNode.class),
                                (payload, event) -> failures.add(failure(() -> event.payload(Customer.class)))),
                SignedRequest.of(STRIPE).event("invoice.paid").id("evt_1"));

        assertThat(failures)
                .containsExactly("The payload of stripe invoice.paid evt_1 does not bind to com.stripe.model.Customer: "
                        + "java.lang.ClassCastException");
    }

    private static String failure(Runnable binding) {
        try {
            binding.run();
            return "none";
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Where stripe-java lacks the class, it lacks the type as well. */
    @Test
    void everyTypeOfOursHasAClassOfStripeJava() {
        PayloadBinder binder = new StripeJavaBinder();
        assertThat(StripeEvents.all())
                .filteredOn(type -> type.payload() != ThinEvent.class)
                .filteredOn(type -> binder.classes(type.name()).size() < 2)
                .extracting(EventType::name)
                .allMatch(name -> name.startsWith("apps.install.") || name.startsWith("three_d_secure.authentication."))
                .hasSize(10);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("recorded")
    void aRecordedEventBindsToTheClassOfItsType(Path file) throws IOException {
        List<WebhookEvent> events = new ArrayList<>();
        receive(
                WebhookEndpoint.builder(STRIPE)
                        .on(EventType.of("*", JsonNode.class), (payload, event) -> events.add(event)),
                SignedRequest.of(STRIPE).body(Files.readAllBytes(file)));
        WebhookEvent event = events.get(0);

        for (Class<?> type : new StripeJavaBinder().classes(event.type())) {
            assertThat(event.payload(type)).isInstanceOf(type).isSameAs(event.payload(type));
        }
    }

    static Stream<Path> recorded() throws IOException {
        String data = System.getProperty("webhook4j.data", "");
        if (data.isBlank()) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(Path.of(data, "stripe", "events"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }
}
