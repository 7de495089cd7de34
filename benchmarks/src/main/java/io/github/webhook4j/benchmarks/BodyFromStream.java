package io.github.webhook4j.benchmarks;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.stripe.StripeEvents;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a body from the connection: what is allocated beyond the body's own bytes shows whether it is copied. */
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 2, time = 1)
public class BodyFromStream {

    /** The size of the body. */
    @Param({"10000", "1000000"})
    public int bytes;

    private final WebhookProvider provider = Stripe.provider(Secrets.of(Delivery.SECRET));
    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(provider)
            .inbox(Delivery.FORGETFUL)
            .on(StripeEvents.CUSTOMER_CREATED, (customer, event) -> {
                throw new IllegalStateException("nobody sends this");
            })
            .build();
    private Delivery delivery = new Delivery(Map.of(), new byte[0]);

    /** Signs a body of the size. */
    @Setup
    public void sign() {
        delivery = Delivery.signed(provider, Payloads.stripeEvent(bytes), Map.of());
    }

    /** Webhook4j: an event that no handler wants. */
    @Benchmark
    public int webhook4j() {
        return Delivery.accepted(endpoint, delivery.unread());
    }
}
