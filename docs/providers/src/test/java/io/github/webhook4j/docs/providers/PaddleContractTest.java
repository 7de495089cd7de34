package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.ProviderContract;

class PaddleContractTest extends ProviderContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return Paddle.provider(secrets);
    }

    @Override
    protected String knownType() {
        return "transaction.completed";
    }
}
