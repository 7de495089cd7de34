package io.github.webhook4j.docs.providers;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.Delivery;
import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.EventType;
import io.github.webhook4j.RejectedException;
import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** An endpoint at a fixed time that remembers what reached its handler and why requests were refused. */
final class Trial implements EndpointListener {

    final List<WebhookEvent> handled = new ArrayList<>();
    final List<Reason> refusals = new ArrayList<>();
    private final WebhookEndpoint endpoint;

    Trial(WebhookProvider provider, Instant now) {
        this(provider, now, endpoint -> endpoint);
    }

    Trial(WebhookProvider provider, Instant now, UnaryOperator<WebhookEndpoint.Builder> more) {
        endpoint = more.apply(WebhookEndpoint.builder(provider)
                        .clock(Clock.fixed(now, ZoneOffset.UTC))
                        .listener(this)
                        .on(EventType.of("*", JsonNode.class), (payload, event) -> handled.add(event)))
                .build();
    }

    WebhookResponse send(Sent sent) {
        return endpoint.handle(sent.toRequest());
    }

    @Override
    public void answered(Delivery delivery) {
        RejectedException rejection = delivery.rejection();
        if (rejection != null) {
            refusals.add(rejection.reason());
        }
    }
}
