package io.github.webhook4j.micronaut.management;

import io.github.webhook4j.WebhookConsole;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.inject.Singleton;
import java.util.Map;

/** Up for as long as the application is: a sender that is silent is no failure of it. */
@Singleton
@Requires(classes = AbstractHealthIndicator.class)
final class WebhooksHealth extends AbstractHealthIndicator<Map<String, Object>> {

    private final WebhookConsole console;

    WebhooksHealth(WebhookConsole console) {
        this.console = console;
    }

    @Override
    protected String getName() {
        return "webhooks";
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        healthStatus = HealthStatus.UP;
        return console.summary();
    }
}
