package io.github.webhook4j.shopify;

import io.github.webhook4j.SenderApi;
import io.github.webhook4j.senders.SenderContract;
import java.net.URI;
import java.util.Map;

class ShopifySenderTest extends SenderContract {

    @Override
    protected SenderApi api(URI base) {
        return SenderApi.named("shopify", Map.of("token", TOKEN, "url", base.toString()));
    }
}
