package io.github.webhook4j.micronaut.management;

import io.github.webhook4j.jdbc.InboxConsole;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.inject.Singleton;
import java.util.Map;

/** Down while the inbox cannot be asked. */
@Singleton
@Requires(classes = {AbstractHealthIndicator.class, InboxConsole.class})
@Requires(beans = InboxConsole.class)
final class InboxHealth extends AbstractHealthIndicator<Map<String, Object>> {

    private final InboxConsole console;

    InboxHealth(InboxConsole console) {
        this.console = console;
    }

    @Override
    protected String getName() {
        return "webhookInbox";
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        Map<String, Object> health = console.health();
        healthStatus = HealthStatus.UP;
        return health;
    }
}
