package io.github.webhook4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.GiveUp;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookRequest;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted, and that it stays few. */
class MetricsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final ObservationListener listener = new ObservationListener(observations);
    private final List<Observation.Context> ended = new ArrayList<>();

    @BeforeEach
    void observe() {
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        observations.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                ended.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(observations.getCurrentObservation()).isNull();
    }

    /** The tags of the timers with a name, and how often each was stopped. */
    private Map<String, Long> counts(String name) {
        Map<String, Long> counts = new TreeMap<>();
        for (Timer timer : meters.find(name).timers()) {
            StringBuilder tags = new StringBuilder();
            timer.getId().getTags().stream()
                    .map(Tag::getValue)
                    .forEach(value -> tags.append(tags.isEmpty() ? "" : " ").append(value));
            counts.put(tags.toString(), timer.count());
        }
        return counts;
    }

    private List<String> names(String name) {
        return meters.get(name).timer().getId().getTags().stream()
                .map(Tag::getKey)
                .toList();
    }

    private double count(String name) {
        return meters.get(name).counter().count();
    }

    private WebhookEndpoint.Builder endpoint() {
        return Shop.endpoint(listener);
    }

    @Test
    void aDeliveryIsCountedWithWhatBecameOfIt() {
        WebhookEndpoint endpoint =
                endpoint().on(Shop.PAID, (order, event) -> {}).build();
        endpoint.handle(Shop.paid("1"));
        endpoint.handle(Shop.paid("1"));
        endpoint.handle(Shop.request("2", "invented", Map.of()));
        String body = Shop.body("3", "order.paid");
        endpoint.handle(Shop.signed(body, Shop.signature("another", body), Map.of()));
        endpoint.handle(WebhookRequest.builder("PUT", "/").build());

        assertThat(names("webhook.delivery"))
                .containsExactly("endpoint", "error", "outcome", "provider", "reason", "type");
        assertThat(counts("webhook.delivery"))
                .containsOnly(
                        Map.entry("shop none handled shop none order", 1L),
                        Map.entry("shop none duplicate shop none order", 1L),
                        Map.entry("shop none unhandled shop none other", 1L),
                        Map.entry("shop none rejected shop signature_mismatch none", 1L),
                        Map.entry("shop none rejected shop method_not_allowed none", 1L));
        assertThat(names("webhook.handler")).containsExactly("endpoint", "error", "handler", "provider", "type");
        assertThat(counts("webhook.handler")).containsOnly(Map.entry("shop none on(\"order.paid\") shop order", 1L));
    }

    @Test
    void aHandlerThatThrowsIsAnErrorOfItselfAndOfTheDelivery() {
        WebhookEndpoint endpoint = endpoint()
                .name("shop-2")
                .on(Shop.PAID, (order, event) -> {
                    throw new IllegalStateException("the ledger is closed");
                })
                .on(EventType.of("*", JsonNode.class), (order, event) -> {})
                .build();
        assertThat(endpoint.handle(Shop.paid("1")).status()).isEqualTo(500);

        assertThat(counts("webhook.delivery"))
                .containsOnly(Map.entry("shop-2 IllegalStateException failed shop none order", 1L));
        assertThat(counts("webhook.handler"))
                .containsOnly(
                        Map.entry("shop-2 IllegalStateException on(\"order.paid\") shop order", 1L),
                        Map.entry("shop-2 none on(\"*\") shop order", 1L));
    }

    @Test
    void whatGivesUpIsDeadAndCountedAsSuch() {
        WebhookEndpoint endpoint = endpoint()
                .on(Shop.PAID, (order, event) -> {
                    throw new GiveUp("no such customer");
                })
                .build();
        endpoint.handle(Shop.paid("1"));
        assertThat(counts("webhook.delivery")).containsOnly(Map.entry("shop GiveUp dead shop none order", 1L));
        assertThat(names("webhook.dead")).containsExactly("endpoint", "error", "provider", "type");
        assertThat(counts("webhook.dead")).containsOnly(Map.entry("shop none shop order", 1L));
    }

    @Test
    void whatADurableInboxTellsLaterIsCountedToo() throws InterruptedException {
        Shelf shelf = new Shelf(false);
        WebhookEndpoint endpoint = endpoint()
                .inbox(shelf)
                .on(Shop.PAID, (order, event) -> {
                    throw new IllegalStateException("the ledger is closed");
                })
                .build();
        endpoint.handle(Shop.paid("1"));
        shelf.run();
        Shelf.run(() -> {
            shelf.runner().listener().dead(shelf.restored(), "its tries are used up");
            // what a handler did was not committed
            shelf.runner().listener().failed(shelf.restored(), "a", new IllegalArgumentException("deadlock"));
        });

        assertThat(counts("webhook.delivery")).containsOnly(Map.entry("shop none kept shop none order", 1L));
        assertThat(counts("webhook.handler"))
                .containsOnly(Map.entry("shop IllegalStateException on(\"order.paid\") shop order", 1L));
        assertThat(counts("webhook.dead")).containsOnly(Map.entry("shop none shop order", 1L));
        assertThat(counts("webhook.unsettled")).containsOnly(Map.entry("shop IllegalArgumentException shop order", 1L));
    }

    @Test
    void anInboxThatFailsIsAnError() {
        WebhookEndpoint endpoint = endpoint()
                .inbox(new Shelf(false))
                .answer(Shop.PAID, (order, event) -> "thanks")
                .build();
        assertThat(endpoint.handle(Shop.paid("1")).status()).isEqualTo(200);
        assertThat(counts("webhook.unsettled")).containsOnly(Map.entry("shop IllegalStateException shop order", 1L));

        WebhookEndpoint other = endpoint().name("other").inbox(new Shelf(true)).build();
        assertThat(other.handle(Shop.paid("1")).status()).isEqualTo(503);
        assertThat(counts("webhook.delivery"))
                .containsOnly(
                        Map.entry("shop none handled shop none order", 1L),
                        Map.entry("other RejectedException rejected shop inbox_unavailable order", 1L));
    }

    @Test
    void whatIsSlowOrDoesNotFitIsCounted() {
        WebhookEndpoint endpoint =
                Shop.impatient(listener).on(Shop.PAID, (order, event) -> {}).build();
        String body = "{\"id\":\"1\",\"type\":\"order.paid\",\"data\":{\"id\":[],\"total\":{}}}";
        assertThat(endpoint.handle(Shop.signed(body, Shop.signature(Shop.SECRET, body), Map.of()))
                        .status())
                .isEqualTo(200);
        assertThat(count("webhook.handler.mismatched")).isEqualTo(1);
        assertThat(count("webhook.delivery.slow")).isEqualTo(1);
    }

    @Test
    void aHundredThousandInventedTypesMakeNoMoreMeters() {
        WebhookEndpoint endpoint = endpoint()
                .on(Shop.PAID, (order, event) -> {})
                .on(EventType.of("*", JsonNode.class), (order, event) -> {})
                .build();
        endpoint.handle(Shop.paid("1"));
        endpoint.handle(Shop.request("2", "invented", Map.of()));
        List<Meter.Id> before = meters.getMeters().stream().map(Meter::getId).toList();
        for (int i = 0; i < 100_000; i++) {
            endpoint.handle(Shop.request("id" + i, "invented" + i + ".happened", Map.of()));
            ended.clear();
        }
        assertThat(meters.getMeters().stream().map(Meter::getId)).hasSize(before.size());
        assertThat(counts("webhook.delivery")).containsEntry("shop none handled shop none other", 100_001L);
    }

    @Test
    void noSecretSignatureOrBodyIsInAnyObservation() {
        WebhookEndpoint endpoint = endpoint()
                .on(Shop.PAID, (order, event) -> {
                    throw new IllegalStateException("closed");
                })
                .build();
        String body = Shop.body("the-id", "order.paid");
        String signature = Shop.signature(Shop.SECRET, body);
        assertThat(endpoint.handle(Shop.signed(body, signature, Map.of())).status())
                .isEqualTo(500);
        assertThat(endpoint.handle(Shop.signed(body + " ", signature, Map.of())).status())
                .isEqualTo(401);
        String broken = "{\"total\":4711";
        assertThat(endpoint.handle(Shop.signed(broken, Shop.signature(Shop.SECRET, broken), Map.of()))
                        .status())
                .isEqualTo(400);
        assertThat(ended).hasSize(4).allSatisfy(context -> {
            String shown = context.getName() + context.getContextualName() + context.getAllKeyValues();
            assertThat(shown).doesNotContain(Shop.SECRET, signature, "4711", "o1");
        });
        assertThat(ended)
                .extracting(context -> context.getHighCardinalityKeyValues().toString())
                .first()
                .asString()
                .contains("the-id", "order.paid");
    }
}
