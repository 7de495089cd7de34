package io.github.webhook4j.shopify.model;

import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.shopify.Shopify;
import io.github.webhook4j.shopify.ShopifyEvents;
import io.github.webhook4j.test.PayloadContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ShopifyPayloadsTest extends PayloadContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return Shopify.provider(secrets);
    }

    @Override
    protected List<EventType<?>> types() {
        return ShopifyEvents.all();
    }

    @Override
    protected List<Example> recorded() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path file : files("shopify/examples")) {
            String name = file.getFileName().toString();
            String topic = name.substring(0, name.lastIndexOf('.')).replace("__", "/");
            examples.add(new Example(name, topic, read(file)));
        }
        return examples;
    }
}
