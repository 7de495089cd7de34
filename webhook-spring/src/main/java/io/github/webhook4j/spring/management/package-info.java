/**
 * Shows the endpoints of a Spring Boot application to those who run it. Nothing has to be configured: with the actuator on the class path
 * there are
 *
 * <ul>
 *   <li>the endpoint {@code webhooks}, read-only, which is exposed as any other: not over HTTP unless {@code
 *       management.endpoints.web.exposure.include} says so. It shows what {@link io.github.webhook4j.WebhookConsole#overview()} describes: the
 *       endpoints with their handlers, how many deliveries ended how, and the newest of them, without headers and bodies
 *   <li>from Boot 4 on, the health of {@code webhooks}: always up, with the time of each endpoint's last delivery, because a sender that
 *       is silent is no failure of the application; and of {@code webhookInbox}, which is down while the durable inbox cannot be
 *       asked, and shows how many events are due, and for how long the first of them has been
 * </ul>
 *
 * <p>and with {@code webhook-micrometer} among the dependencies the observations that {@link
 * io.github.webhook4j.micrometer.ObservationListener} describes, in the application's {@code ObservationRegistry}.
 */
@NullMarked
package io.github.webhook4j.spring.management;

import org.jspecify.annotations.NullMarked;
