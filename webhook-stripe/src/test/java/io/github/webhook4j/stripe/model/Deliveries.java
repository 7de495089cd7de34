package io.github.webhook4j.stripe.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SignedRequest;
import java.util.ArrayList;
import java.util.List;

/** Delivers examples to an endpoint and gives back what its handler got. */
final class Deliveries {

    private static final WebhookProvider PROVIDER = Stripe.provider(Secrets.of("a secret of these tests"));

    private Deliveries() {}

    /** The payload that a handler of the type gets. */
    static <T> T bind(EventType<T> type, String eventType, byte[] body) {
        List<T> payloads = new ArrayList<>();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(PROVIDER)
                .on(type, (payload, event) -> payloads.add(payload))
                .build();
        SignedRequest request =
                SignedRequest.of(PROVIDER).event(eventType).body(body).build();

        assertThat(endpoint.handle(request.toRequest()).status()).as(eventType).isEqualTo(200);
        assertThat(payloads).as(eventType).hasSize(1);
        return payloads.get(0);
    }
}
