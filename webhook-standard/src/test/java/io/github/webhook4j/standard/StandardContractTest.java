package io.github.webhook4j.standard;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.ProviderContract;

class StandardContractTest extends ProviderContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return StandardWebhooks.provider(secrets);
    }

    @Override
    protected String knownType() {
        return "invoice.paid";
    }

    @Override
    protected String secret() {
        return "whsec_YSBzZWNyZXQgb2YgdGhlIGNvbnRyYWN0";
    }

    @Override
    protected String anotherSecret() {
        return "whsec_YW5vdGhlciBzZWNyZXQgb2YgdGhlIGNvbnRyYWN0";
    }
}
