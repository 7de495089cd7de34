package io.github.webhook4j.examples.springboot;

import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.stripe.OnStripe;
import io.github.webhook4j.stripe.model.Customer;
import io.github.webhook4j.stripe.model.Invoice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What Stripe's events mean to this application. */
@Component
class Billing {

    private static final Logger LOG = LoggerFactory.getLogger(Billing.class);

    @OnStripe("invoice.paid")
    void paid(Invoice invoice) {
        LOG.info("{} {} paid for invoice {}", invoice.amountPaid(), invoice.currency(), invoice.id());
    }

    @OnStripe("customer.*")
    void customer(Customer customer, WebhookEvent event) {
        LOG.info("{} of customer {}", event.type(), customer.id());
    }
}
