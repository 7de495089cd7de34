package io.github.webhook4j.examples.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.stripe.StripeEvents;
import io.github.webhook4j.test.SignedRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillingTest {

    private final List<Long> paid = new ArrayList<>();

    @Test
    void aPaidInvoiceIsCountedOnceAndAForgedOneIsNot() {
        WebhookProvider stripe = Stripe.provider(Secrets.of("whsec_test"));
        WebhookEndpoint endpoint = WebhookEndpoint.builder(stripe)
                .on(StripeEvents.INVOICE_PAID, (invoice, event) -> paid.add(invoice.amountPaid()))
                .build();
        SignedRequest genuine = SignedRequest.of(stripe).event("invoice.paid").build();
        SignedRequest forged =
                SignedRequest.of(stripe).event("invoice.paid").tampered().build();

        assertThat(endpoint.handle(genuine.toRequest()).status()).isEqualTo(200);
        assertThat(endpoint.handle(genuine.toRequest()).status()).isEqualTo(200);
        assertThat(endpoint.handle(forged.toRequest()).status()).isEqualTo(401);
        assertThat(paid).containsExactly(1999L);
    }
}
