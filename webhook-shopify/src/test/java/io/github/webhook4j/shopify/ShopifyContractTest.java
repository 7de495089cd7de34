package io.github.webhook4j.shopify;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.ProviderContract;

class ShopifyContractTest extends ProviderContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return Shopify.provider(secrets);
    }

    @Override
    protected String knownType() {
        return "orders/create";
    }
}
