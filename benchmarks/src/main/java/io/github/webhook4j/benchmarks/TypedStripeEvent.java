package io.github.webhook4j.benchmarks;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.StripeObject;
import com.stripe.net.Webhook;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.stripe.StripeEvents;
import io.github.webhook4j.stripe.model.Invoice;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a signed {@code invoice.paid} of 10 KB to a typed invoice in the hands of the application. */
@State(Scope.Thread)
@Warmup(iterations = 18, time = 1)
@Measurement(iterations = 2, time = 1)
public class TypedStripeEvent {

    private final WebhookProvider provider = Stripe.provider(Secrets.of(Delivery.SECRET));
    private final Delivery delivery = Delivery.signed(provider, Payloads.invoicePaid(), Map.of());
    private final String text = new String(delivery.body(), StandardCharsets.UTF_8);
    private final AtomicReference<@Nullable Invoice> received = new AtomicReference<>();
    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(provider)
            .inbox(Delivery.FORGETFUL)
            .on(StripeEvents.INVOICE_PAID, (invoice, event) -> received.setPlain(invoice))
            .build();

    /** Webhook4j: the request's headers, verification, the check of the whole JSON, binding, the handler. */
    @Benchmark
    public Invoice webhook4j() {
        Delivery.accepted(endpoint, delivery.request());
        return Objects.requireNonNull(received.getPlain());
    }

    /** stripe-java, from a text that somebody has decoded before. */
    @Benchmark
    public StripeObject stripeJava() throws SignatureVerificationException {
        return Webhook.constructEvent(text, delivery.header("Stripe-Signature"), Delivery.SECRET)
                .getDataObjectDeserializer()
                .getObject()
                .orElseThrow();
    }
}
