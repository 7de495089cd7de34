package io.github.webhook4j.spring;

import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.test.AdapterContract;
import java.net.URI;
import org.jspecify.annotations.Nullable;

class EndpointBeanTest extends AdapterContract {

    private @Nullable Application running;

    @Override
    protected URI start(WebhookEndpoint endpoint) {
        running = Application.start(context -> context.registerBean(WebhookEndpoint.class, () -> endpoint));
        return running.uri("/webhooks/" + endpoint.name());
    }

    @Override
    protected void stop() {
        if (running != null) {
            running.close();
        }
    }
}
