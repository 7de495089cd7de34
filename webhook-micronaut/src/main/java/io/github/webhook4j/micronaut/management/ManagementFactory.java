package io.github.webhook4j.micronaut.management;

import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.WebhookConsole;
import io.github.webhook4j.micrometer.ObservationListener;
import io.micrometer.observation.ObservationRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.management.endpoint.annotation.Endpoint;
import jakarta.inject.Singleton;

/** Makes what shows the endpoints, each where the application has the library for it. */
@Factory
final class ManagementFactory {

    @Singleton
    @Requires(classes = Endpoint.class)
    @Requires(missingBeans = WebhookConsole.class)
    WebhookConsole console() {
        return new WebhookConsole();
    }

    @Singleton
    @Requires(classes = {ObservationListener.class, ObservationRegistry.class})
    @Requires(beans = ObservationRegistry.class)
    @Requires(missingBeans = ObservationListener.class)
    EndpointListener observations(ObservationRegistry registry) {
        return new ObservationListener(registry);
    }
}
