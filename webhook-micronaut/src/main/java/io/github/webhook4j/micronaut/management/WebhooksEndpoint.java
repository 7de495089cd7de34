package io.github.webhook4j.micronaut.management;

import io.github.webhook4j.WebhookConsole;
import io.micronaut.context.annotation.Requires;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import java.util.Map;

/** The console as a management endpoint. */
@Endpoint("webhooks")
@Requires(classes = Endpoint.class)
final class WebhooksEndpoint {

    private final WebhookConsole console;

    WebhooksEndpoint(WebhookConsole console) {
        this.console = console;
    }

    @Read
    Map<String, Object> overview() {
        return console.overview();
    }
}
