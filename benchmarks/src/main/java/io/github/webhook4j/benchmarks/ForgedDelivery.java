package io.github.webhook4j.benchmarks;

import io.github.webhook4j.Guard;
import io.github.webhook4j.Rate;
import io.github.webhook4j.RejectedException;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.stripe.StripeEvents;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A Stripe event of 10 KB that somebody else has signed, again and again. */
@State(Scope.Thread)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 2, time = 1)
public class ForgedDelivery {

    private final WebhookProvider provider = Stripe.provider(Secrets.of(Delivery.SECRET));
    private final Delivery forged =
            Delivery.signed(Stripe.provider(Secrets.of("whsec_of_a_forger")), Payloads.invoicePaid(), Map.of());
    private final WebhookEndpoint endpoint = endpoint(Guard.builder().build());
    private final WebhookEndpoint guarded =
            endpoint(Guard.builder().failuresPerAddress(Rate.parse("20/h")).build());
    private final Verification verification = new Verification(forged);

    private WebhookEndpoint endpoint(Guard guard) {
        return WebhookEndpoint.builder(provider)
                .guard(guard)
                .on(StripeEvents.INVOICE_PAID, (invoice, event) -> {
                    throw new IllegalStateException("a forged event was handled");
                })
                .build();
    }

    /** The endpoint: verification, listeners, log, diagnosis, the answer. */
    @Benchmark
    public int webhook4j() {
        return refused(endpoint, forged.request());
    }

    /** The same, with the address's failures used up, so that nothing is verified. */
    @Benchmark
    public int webhook4jGuarded() {
        return refused(guarded, forged.request());
    }

    private static int refused(WebhookEndpoint endpoint, WebhookRequest request) {
        int status = endpoint.handle(request).status();
        if (status != 401 && status != 429) {
            throw new IllegalStateException("answered with " + status);
        }
        return status;
    }

    /** Webhook4j's verification alone. */
    @Benchmark
    public RejectedException.Reason verification() {
        try {
            verification.webhook4j();
        } catch (RejectedException e) {
            return e.reason();
        }
        throw new IllegalStateException("a forged event was verified");
    }
}
