package io.github.webhook4j.micrometer;

import io.github.webhook4j.Delivery;
import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.EventFamily;
import io.github.webhook4j.RejectedException;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookHeaders;
import io.github.webhook4j.WebhookRequest;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes observations of deliveries, from which Micrometer makes timers, counters and spans:
 *
 * <ul>
 *   <li>{@code webhook.delivery}: a request, from its arrival to its answer, with {@code endpoint}, {@code provider}, {@code type},
 *       {@code outcome} and {@code reason}
 *   <li>{@code webhook.handler}: the run of a handler, in the request or later, with {@code endpoint}, {@code provider}, {@code type}
 *       and {@code handler}
 *   <li>{@code webhook.dead} and {@code webhook.unsettled}: of no length, for each event that will not be tried again, and each that the
 *       inbox could not record the end of, with {@code endpoint}, {@code provider} and {@code type}
 *   <li>the event {@code slow} of a delivery and {@code mismatched} of a handler, which are the counters {@code webhook.delivery.slow}
 *       and {@code webhook.handler.mismatched}
 * </ul>
 *
 * <p>{@code type} is {@link EventFamily}, of a batch that of its first event, or {@code none}: of none of these are there more
 * values than there are in the code and the configuration, whatever is sent. Spans have the event's own {@code webhook.id} and {@code
 * webhook.type} besides. Nothing is taken from a body otherwise, nor any header but those of the trace.
 *
 * <p>Within an observation, such as the framework's of the HTTP request, these are its children, and handlers run in them. Without one they
 * continue the trace that the request's headers name; so does the handler of a kept event, which runs later, with the headers that were kept.
 *
 * <p>Thread-safe. One serves all endpoints of an application.
 */
public final class ObservationListener implements EndpointListener {

    private static final String NONE = "none";

    private static final Observation.Event SLOW = Observation.Event.of("slow");
    private static final Observation.Event MISMATCHED = Observation.Event.of("mismatched");

    /** An observation whose scope is open on this thread, of a {@link WebhookRequest}, or of a {@link WebhookEvent} that is handled. */
    private record Open(
            Object subject,
            Observation observation,
            Observation.Scope scope,
            @Nullable Open outer) {

        boolean isDelivery() {
            return subject instanceof WebhookRequest;
        }

        void end() {
            try {
                scope.close();
            } finally {
                observation.stop();
            }
        }
    }

    private final ObservationRegistry registry;

    /** A handler may deliver to another endpoint, so there may be several. Not static: listeners with other registries know other ones. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Open> innermost = new ThreadLocal<>();

    /**
     * A listener for any number of endpoints.
     *
     * @param registry tells those who make metrics and traces
     */
    public ObservationListener(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void arrived(WebhookEndpoint endpoint, WebhookRequest request) {
        String provider = endpoint.provider().name();
        Observation observation = observation("webhook.delivery", request.headers(), Kind.SERVER)
                .contextualName("webhook " + provider)
                .lowCardinalityKeyValue("endpoint", endpoint.name())
                .lowCardinalityKeyValue("provider", provider);
        open(request, observation);
    }

    @Override
    public Scope handling(WebhookEvent event, String handler) {
        Observation observation = observation("webhook.handler", event)
                .contextualName(handler)
                .lowCardinalityKeyValue("handler", handler);
        open(event, observation);
        return () -> end(event);
    }

    @Override
    public void failed(WebhookEvent event, String handler, Throwable cause) {
        Open open = innermost.get();
        if (open == null || open.subject() != event) {
            // it had returned, and was to be committed
            observeNow("webhook.unsettled", event, cause);
            return;
        }
        open.observation().error(cause);
        Open outer = open.outer();
        if (outer != null && outer.isDelivery()) {
            outer.observation().error(cause);
        }
    }

    @Override
    public void slow(WebhookEvent event, String handler, Duration took) {
        Open open = innermost.get();
        if (open != null && open.isDelivery()) {
            open.observation().event(SLOW);
        }
    }

    @Override
    public void mismatched(WebhookEvent event, Class<?> payload, List<String> pointers) {
        Open open = innermost.get();
        if (open != null && open.subject() == event) {
            open.observation().event(MISMATCHED);
        }
    }

    @Override
    public void dead(WebhookEvent event, String reason) {
        observeNow("webhook.dead", event, null);
    }

    @Override
    public void unsettled(WebhookEvent event, Throwable cause) {
        observeNow("webhook.unsettled", event, cause);
    }

    @Override
    public void answered(Delivery delivery) {
        Open open = find(delivery.request());
        if (open != null) {
            describe(delivery, open.observation());
            end(delivery.request());
        }
    }

    private static void describe(Delivery delivery, Observation observation) {
        WebhookEvent event =
                delivery.events().isEmpty() ? null : delivery.events().get(0);
        if (event != null) {
            observation.contextualName("webhook " + event.provider() + " " + event.type());
            identify(event, observation);
        }
        RejectedException rejection = delivery.rejection();
        if (rejection != null && delivery.response().status() >= 500) {
            observation.error(rejection);
        }
        observation
                .lowCardinalityKeyValue("type", event == null ? NONE : EventFamily.of(event))
                .lowCardinalityKeyValue("outcome", delivery.outcome().toString())
                .lowCardinalityKeyValue(
                        "reason",
                        rejection == null ? NONE : rejection.reason().name().toLowerCase(Locale.ROOT));
    }

    private static void identify(WebhookEvent event, Observation observation) {
        observation
                .highCardinalityKeyValue("webhook.id", event.id())
                .highCardinalityKeyValue("webhook.type", event.type());
    }

    private void observeNow(String name, WebhookEvent event, @Nullable Throwable cause) {
        Observation observation = observation(name, event)
                .contextualName(name.replace('.', ' ') + " " + event.provider())
                .start();
        if (cause != null) {
            observation.error(cause);
        }
        observation.stop();
    }

    private Observation observation(String name, WebhookEvent event) {
        Observation observation = observation(name, event.headers(), Kind.CONSUMER)
                .lowCardinalityKeyValue("endpoint", event.endpoint())
                .lowCardinalityKeyValue("provider", event.provider())
                .lowCardinalityKeyValue("type", EventFamily.of(event));
        identify(event, observation);
        return observation;
    }

    /** Who reads a trace from headers takes no notice of an observation around, so it is the one or the other. */
    private Observation observation(String name, WebhookHeaders headers, Kind kind) {
        if (registry.getCurrentObservation() != null) {
            return Observation.createNotStarted(name, registry);
        }
        ReceiverContext<WebhookHeaders> context = new ReceiverContext<>(WebhookHeaders::first, kind);
        context.setCarrier(headers);
        return Observation.createNotStarted(name, () -> context, registry);
    }

    private void open(Object subject, Observation observation) {
        observation.start();
        innermost.set(new Open(subject, observation, observation.openScope(), innermost.get()));
    }

    private @Nullable Open find(Object subject) {
        Open open = innermost.get();
        while (open != null && open.subject() != subject) {
            open = open.outer();
        }
        return open;
    }

    /** Ends it, and before it what is still open within, because whoever was to end that has failed. */
    private void end(Object subject) {
        boolean open = find(subject) != null;
        while (open) {
            Open inner = Objects.requireNonNull(innermost.get());
            if (inner.outer() == null) {
                innermost.remove();
            } else {
                innermost.set(inner.outer());
            }
            open = inner.subject() != subject;
            inner.end();
        }
    }
}
