package io.github.webhook4j.test;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;

class TestProviderContractTest extends ProviderContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return TestProvider.with(secrets);
    }

    @Override
    protected String knownType() {
        return "order.paid";
    }
}
