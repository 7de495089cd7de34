package io.github.webhook4j.benchmarks;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.Verifier;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.stripe.Stripe;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import javax.crypto.Mac;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Verifying a Stripe event of 10 KB: reading the signature's header, the HMAC, the comparison, the age. */
@State(Scope.Thread)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 2, time = 1)
public class Verification {

    private final WebhookRequest request;
    private final byte[] body;
    private final String text;
    private final String header;
    private final byte[] signedBefore;
    private final Clock clock = Clock.systemUTC();
    private final Mac mac = RawMac.keyed();

    /** The scheme that Stripe's provider has. */
    private final Verifier verifier = SignatureScheme.hmacSha256()
            .signature(Field.entry("Stripe-Signature", ',', "v1"))
            .timestamp(Field.entry("Stripe-Signature", ',', "t"))
            .signs(SignedPart.timestamp(), SignedPart.text("."), SignedPart.body())
            .build()
            .verifier(Secrets.of(Delivery.SECRET));

    /** Of a genuine delivery. */
    public Verification() {
        this(Delivery.signed(Stripe.provider(Secrets.of(Delivery.SECRET)), Payloads.invoicePaid(), Map.of()));
    }

    Verification(Delivery delivery) {
        request = delivery.request();
        body = delivery.body();
        text = new String(body, StandardCharsets.UTF_8);
        header = delivery.header("Stripe-Signature");
        signedBefore =
                header.substring(2, header.indexOf(',') + 1).replace(',', '.').getBytes(StandardCharsets.US_ASCII);
    }

    /** Webhook4j. */
    @Benchmark
    public int webhook4j() {
        return verifier.signature(request).verify(body, clock.instant());
    }

    /** The HMAC alone, keyed once, which only one thread could use. */
    @Benchmark
    public byte[] macKeyedOnce() {
        mac.update(signedBefore);
        return mac.doFinal(body);
    }

    /** The HMAC alone, looked up and keyed for each delivery, as most code does. */
    @Benchmark
    public byte[] macKeyedEachTime() {
        Mac fresh = RawMac.keyed();
        fresh.update(signedBefore);
        return fresh.doFinal(body);
    }

    /** stripe-java, from a text that somebody has decoded before. */
    @Benchmark
    public boolean stripeJava() throws SignatureVerificationException {
        return Webhook.Signature.verifyHeader(text, header, Delivery.SECRET, Webhook.DEFAULT_TOLERANCE);
    }

    String signature() {
        return header.substring(header.indexOf(',') + "v1=".length() + 1);
    }
}
