package io.github.webhook4j.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.stripe.StripeEvents;
import java.io.IOException;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A signed Stripe event of 10 KB that no handler wants. */
@State(Scope.Thread)
@Warmup(iterations = 14, time = 1)
@Measurement(iterations = 2, time = 1)
public class UnhandledEvent {

    private final WebhookProvider provider = Stripe.provider(Secrets.of(Delivery.SECRET));
    private final Delivery delivery = Delivery.signed(provider, Payloads.invoicePaid(), Map.of());
    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(provider)
            .inbox(Delivery.FORGETFUL)
            .on(StripeEvents.CUSTOMER_CREATED, (customer, event) -> {
                throw new IllegalStateException("nobody sends this");
            })
            .build();
    private final Verification verification = new Verification();
    private final JsonFactory factory = new JsonFactory();

    /** Webhook4j: the request's headers, verification, the check of the whole JSON, the answer. */
    @Benchmark
    public int webhook4j() {
        return Delivery.accepted(endpoint, delivery.request());
    }

    /** Webhook4j's verification, and Jackson's parser from the first token to the last. */
    @Benchmark
    public int verificationAndTokenPass() throws IOException {
        int tokens = verification.webhook4j();
        try (JsonParser parser = factory.createParser(delivery.body())) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }
}
