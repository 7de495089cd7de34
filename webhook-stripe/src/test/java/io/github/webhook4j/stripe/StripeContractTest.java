package io.github.webhook4j.stripe;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.ProviderContract;

class StripeContractTest extends ProviderContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return Stripe.provider(secrets);
    }

    @Override
    protected String knownType() {
        return "invoice.paid";
    }
}
