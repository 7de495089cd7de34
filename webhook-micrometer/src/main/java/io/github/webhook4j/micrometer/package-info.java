/**
 * Metrics and traces of deliveries and of what handles them, as Micrometer observations.
 *
 * <pre>{@code
 * WebhookEndpoint endpoint = WebhookEndpoint.builder(Stripe.provider(secrets))
 *         .listener(new ObservationListener(observationRegistry))
 *         .handlers(new Billing())
 *         .build();
 * }</pre>
 *
 * <p>In Spring Boot and Micronaut a bean of type {@link io.github.webhook4j.micrometer.ObservationListener} is enough: the frameworks'
 * own registry has the handlers that make timers and spans of observations. Elsewhere the application registers Micrometer's {@code
 * DefaultMeterObservationHandler}, and those of Micrometer Tracing if it traces. Take Micrometer's versions from {@code
 * micrometer-bom} or the framework's BOM, so that they are of one release.
 */
@NullMarked
package io.github.webhook4j.micrometer;

import org.jspecify.annotations.NullMarked;
