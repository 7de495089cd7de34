/**
 * Shows the endpoints of a Micronaut application to those who run it. With {@code micronaut-management} there are
 *
 * <ul>
 *   <li>the endpoint {@code webhooks}, read-only and sensitive, so that Micronaut lets in only who is authenticated. It shows what {@link
 *       io.github.webhook4j.WebhookConsole#overview()} describes: the endpoints with their handlers, how many deliveries ended how,
 *       and the newest of them, without headers and bodies. {@code endpoints.webhooks.enabled: false} switches it off
 *   <li>the health of {@code webhooks}: always up, with the time of each endpoint's last delivery, because a sender that is silent is
 *       no failure of the application; and of {@code webhookInbox}, which is down while the durable inbox cannot be asked, and
 *       shows how many events are due, and for how long the first of them has been
 * </ul>
 *
 * <p>and with {@code webhook-micrometer} and {@code micronaut-micrometer-observation} among the dependencies the observations that {@link
 * io.github.webhook4j.micrometer.ObservationListener} describes, in the application's {@code ObservationRegistry}.
 */
@NullMarked
package io.github.webhook4j.micronaut.management;

import org.jspecify.annotations.NullMarked;
