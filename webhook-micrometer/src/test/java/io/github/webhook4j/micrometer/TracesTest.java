package io.github.webhook4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookRequest;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose child is whose, with a real tracer. */
class TracesTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final Map<String, String> CALLED = Map.of("traceparent", "00-" + TRACE + "-" + CALLER + "-01");
    private static final String NOBODY = "0000000000000000";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final ObservationListener listener = new ObservationListener(observations);

    @BeforeEach
    void trace() {
        Tracer otel = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build()
                .get("test");
        OtelTracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), event -> {});
        OtelPropagator propagator =
                new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
        observations
                .observationConfig()
                .observationHandler(new FirstMatchingCompositeObservationHandler(
                        new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
                        new DefaultTracingObservationHandler(tracer)));
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(observations.getCurrentObservation()).isNull();
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    private SpanData span(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .reduce((one, other) -> {
                    throw new AssertionError("two of " + name);
                })
                .orElseThrow(() -> new AssertionError(name + " is not among " + spans.getFinishedSpanItems()));
    }

    private WebhookEndpoint.Builder endpoint() {
        return Shop.endpoint(listener);
    }

    @Test
    void theCallersTraceGoesOnToTheHandler() {
        List<String> seen = new ArrayList<>();
        endpoint()
                .on(
                        Shop.PAID,
                        (order, event) ->
                                seen.add(Span.current().getSpanContext().getSpanId()))
                .build()
                .handle(Shop.request("1", "order.paid", CALLED));

        SpanData delivery = span("webhook shop order.paid");
        assertThat(delivery.getTraceId()).isEqualTo(TRACE);
        assertThat(delivery.getParentSpanId()).isEqualTo(CALLER);
        assertThat(delivery.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(delivery.getAttributes().get(AttributeKey.stringKey("webhook.id")))
                .isEqualTo("1");
        assertThat(delivery.getAttributes().get(AttributeKey.stringKey("outcome")))
                .isEqualTo("handled");
        SpanData handler = span("on(\"order.paid\")");
        assertThat(handler.getTraceId()).isEqualTo(TRACE);
        assertThat(handler.getParentSpanId()).isEqualTo(delivery.getSpanId());
        assertThat(seen).containsExactly(handler.getSpanId());
    }

    @Test
    void withoutACallersTraceItBeginsHere() {
        endpoint().build().handle(Shop.paid("1"));
        assertThat(span("webhook shop order.paid").getParentSpanId()).isEqualTo(NOBODY);
    }

    @Test
    void whatIsObservedAlreadyIsTheParent() {
        Observation http = Observation.start("http", observations);
        http.scoped(() -> endpoint().build().handle(Shop.request("1", "order.paid", CALLED)));
        http.stop();
        SpanData delivery = span("webhook shop order.paid");
        assertThat(delivery.getParentSpanId()).isEqualTo(span("http").getSpanId());
        assertThat(delivery.getTraceId()).isNotEqualTo(TRACE);
    }

    @Test
    void theHandlerOfAKeptEventContinuesTheTrace() throws InterruptedException {
        Shelf shelf = new Shelf(false);
        endpoint()
                .inbox(shelf)
                .on(Shop.PAID, (order, event) -> {})
                .build()
                .handle(Shop.request("1", "order.paid", CALLED));
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        shelf.run();
        SpanData handler = span("on(\"order.paid\")");
        assertThat(handler.getTraceId()).isEqualTo(TRACE);
        assertThat(handler.getParentSpanId()).isEqualTo(CALLER);
        assertThat(handler.getKind()).isEqualTo(SpanKind.CONSUMER);
    }

    @Test
    void aDeliveryWithinAHandlerIsTheHandlersChild() {
        WebhookEndpoint inner = endpoint()
                .name("inner")
                .on(Shop.PAID, (order, event) -> {
                    throw new IllegalStateException("inner");
                })
                .build();
        WebhookEndpoint outer = Shop.endpoint(listener)
                .on(Shop.PAID.allowUnknown(), (order, event) -> inner.handle(Shop.request("2", "order.paid", CALLED)))
                .build();
        assertThat(outer.handle(Shop.request("1", "order.paid", CALLED)).status())
                .isEqualTo(200);

        List<SpanData> ended = spans.getFinishedSpanItems();
        assertThat(ended).hasSize(4).allMatch(span -> span.getTraceId().equals(TRACE));
        for (int i = 0; i < 3; i++) {
            assertThat(ended.get(i).getParentSpanId())
                    .isEqualTo(ended.get(i + 1).getSpanId());
        }
        assertThat(ended)
                .extracting(span -> span.getStatus().getStatusCode())
                .startsWith(StatusCode.ERROR, StatusCode.ERROR)
                .as("of the outer ones, which know nothing of it")
                .filteredOn(StatusCode.ERROR::equals)
                .hasSize(2);
    }

    @Test
    void deliveriesOneAfterTheOtherAreNoRelatives() {
        WebhookEndpoint endpoint = endpoint()
                .on(Shop.PAID, (order, event) -> {
                    throw new IllegalStateException("closed");
                })
                .build();
        for (int i = 0; i < 3; i++) {
            endpoint.handle(Shop.paid("1"));
            nothingIsLeftOpen();
        }
        endpoint.handle(WebhookRequest.builder("PUT", "/").build());
        assertThat(spans.getFinishedSpanItems())
                .hasSize(7)
                .filteredOn(span -> span.getParentSpanId().equals(NOBODY))
                .hasSize(4);
    }

    @Test
    void aListenerThatFailsChangesNoAnswerAndLeavesNothingOpen() {
        EndpointListener failing = new EndpointListener() {
            @Override
            public void arrived(WebhookEndpoint endpoint, WebhookRequest request) {
                throw new IllegalStateException("arrived");
            }

            @Override
            public Scope handling(WebhookEvent event, String handler) {
                throw new IllegalStateException("handling");
            }
        };
        WebhookEndpoint endpoint = Shop.endpoint(listener)
                .listener(failing)
                .on(Shop.PAID, (order, event) -> {})
                .build();
        assertThat(endpoint.handle(Shop.paid("1")).status()).isEqualTo(200);
        assertThat(spans.getFinishedSpanItems()).hasSize(2);
    }
}
