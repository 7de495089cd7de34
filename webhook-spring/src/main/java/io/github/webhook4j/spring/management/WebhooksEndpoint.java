package io.github.webhook4j.spring.management;

import io.github.webhook4j.WebhookConsole;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The console as an endpoint of the actuator. */
@Endpoint(id = "webhooks")
final class WebhooksEndpoint {

    private final WebhookConsole console;

    WebhooksEndpoint(WebhookConsole console) {
        this.console = console;
    }

    @ReadOperation
    Map<String, Object> overview() {
        return console.overview();
    }
}
