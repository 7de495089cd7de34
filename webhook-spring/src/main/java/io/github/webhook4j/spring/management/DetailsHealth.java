package io.github.webhook4j.spring.management;

import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up for as long as what it shows can be told. */
final class DetailsHealth extends AbstractHealthIndicator {

    private final Supplier<Map<String, Object>> details;

    DetailsHealth(String failure, Supplier<Map<String, Object>> details) {
        super(failure);
        this.details = details;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up().withDetails(details.get());
    }
}
