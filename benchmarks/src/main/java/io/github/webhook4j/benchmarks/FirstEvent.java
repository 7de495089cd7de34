package io.github.webhook4j.benchmarks;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.StripeObject;
import com.stripe.net.Webhook;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.stripe.StripeEvents;
import io.github.webhook4j.stripe.model.Invoice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * From nothing to the first typed invoice in the hands of the application, in a process of its own: building the endpoint or
 * the client included, loading all classes included.
 */
@State(Scope.Thread)
public class FirstEvent {

    private static final String SECRET = "whsec_of_the_benchmarks_0123456789abcdef";

    private byte[] body = {};
    private String header = "";

    /** Signs with the JDK alone, so that no class is loaded before it counts. */
    @Setup
    public void sign() throws Exception {
        body = Payloads.invoicePaid();
        long now = Instant.now().getEpochSecond();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((now + ".").getBytes(StandardCharsets.US_ASCII));
        header = "t=" + now + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    /** Webhook4j. */
    @Benchmark
    public Invoice webhook4j() {
        AtomicReference<@Nullable Invoice> received = new AtomicReference<>();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Stripe.provider(Secrets.of(SECRET)))
                .on(StripeEvents.INVOICE_PAID, (invoice, event) -> received.setPlain(invoice))
                .build();
        Delivery.accepted(
                endpoint,
                WebhookRequest.builder("POST", "/webhooks/stripe")
                        .header("Stripe-Signature", header)
                        .body(body)
                        .build());
        return Objects.requireNonNull(received.getPlain());
    }

    /** stripe-java. */
    @Benchmark
    public StripeObject stripeJava() throws SignatureVerificationException {
        return Webhook.constructEvent(new String(body, StandardCharsets.UTF_8), header, SECRET)
                .getDataObjectDeserializer()
                .getObject()
                .orElseThrow();
    }
}
