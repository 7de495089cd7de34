package io.github.webhook4j.micronaut;

import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.test.AdapterContract;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;

final class MicronautContractTest extends AdapterContract {

    private ApplicationContext context = ApplicationContext.builder().build();

    @Override
    protected URI start(WebhookEndpoint endpoint) {
        context = ApplicationContext.builder(Map.of("micronaut.server.port", -1))
                .singletons(endpoint)
                .start();
        URI server = context.getBean(EmbeddedServer.class).start().getURI();
        return server.resolve("/webhooks/" + endpoint.name());
    }

    @Override
    protected void stop() {
        context.close();
    }
}
