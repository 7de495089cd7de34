/**
 * Mounts endpoints in Micronaut: those that its configuration describes, and those that are beans.
 *
 * <pre>{@code
 * webhook4j:
 *   endpoints:
 *     stripe: { secrets: ["${STRIPE_WEBHOOK_SECRET}"] }     # at /webhooks/stripe
 *     stripe-connect: { provider: stripe, path: /hooks/connect, secrets: ["${NEW}", "${OLD}"], addresses: [published] }
 *   guard: { failures-per-address: 20/m, trusted-proxies: [10.0.0.0/8] }
 * }</pre>
 *
 * <p>Of each endpoint there are {@code secrets}, {@code provider} (default: the endpoint's name), {@code path} (default: {@code
 * /webhooks/} and the name), {@code max-body-size} (default: the provider's), {@code addresses} (what requests may come from: addresses,
 * ranges, or {@code published} for those that the provider publishes; default: any) and {@code options} (the provider's). A bean of
 * type {@link io.github.webhook4j.Secrets} with the endpoint's name replaces {@code secrets}. A bean of type {@link
 * io.github.webhook4j.Inbox} and a {@link java.time.Clock}, if there are, and all beans of type {@link
 * io.github.webhook4j.EndpointListener} serve all these endpoints. A {@link io.github.webhook4j.WebhookEndpoint} that is a
 * bean is mounted at {@code /webhooks/} and its name, and has the handlers that it was built with. {@code
 * micronaut.server.context-path} stands in front.
 *
 * <p>What an endpoint does at its sender when the application answers requests is under {@code api} (the options of the sender's API, as the
 * provider's factory documents them), {@code subscribe} and {@code recover}, see {@link io.github.webhook4j.SenderSettings}; nothing by default.
 * Beans of type {@link io.github.webhook4j.SecretSink} and {@link io.github.webhook4j.RecoveryLog}, if there is one, are used for it.
 *
 * <p>What all of these endpoints ask of a request before its body is read is under {@code webhook4j.guard}; nothing by default:
 *
 * <ul>
 *   <li>{@code rate}: how many verified deliveries an endpoint takes, such as {@code 100/s}
 *   <li>{@code rate-per-address}: how many requests each address may make to an endpoint
 *   <li>{@code failures-per-address}: how many requests of each address may fail verification
 *   <li>{@code addresses-unknown}: {@code allow} or {@code refuse}, while a published list has never been loaded; required with a list
 *       that is not part of the provider's jar
 *   <li>{@code trusted-proxies}: the proxies in front of the application, addresses and ranges
 *   <li>{@code proxy-header}: what they write the client's address into, {@code x-forwarded-for} (the default) or {@code forwarded}
 * </ul>
 *
 * <p>Rates are counted by {@code webhook-bucket4j}, if it is among the dependencies, or by a bean of type {@link
 * io.github.webhook4j.RateLimiter}. Micronaut's own {@code
 * micronaut.server.client-address-header} plays no part here.
 *
 * <p>Methods of beans that are annotated with {@link io.github.webhook4j.OnEvent}, or with a provider's annotation, are
 * handlers; proxies keep their advice. They are found when the application is compiled, with this module beside Micronaut's
 * own annotation processor:
 *
 * <pre>{@code
 * <annotationProcessorPaths>
 *   <path><groupId>io.micronaut</groupId><artifactId>micronaut-inject-java</artifactId></path>
 *   <path><groupId>io.github.webhook4j</groupId><artifactId>webhook-micronaut</artifactId></path>
 * </annotationProcessorPaths>
 * }</pre>
 *
 * <p>Of a bean that a {@code Factory} makes, Micronaut sees the methods only if the factory's method is annotated with {@link
 * io.micronaut.context.annotation.Executable}.
 *
 * <p>Handlers run on the executor {@code blocking}, never on an event loop. The server's {@code
 * micronaut.server.max-request-size}, 10 MB by default, limits bodies as well: the start warns where it is below an
 * endpoint's limit. Micronaut Security has to let the senders in; the signature is what authenticates them:
 *
 * <pre>{@code
 * micronaut.security.intercept-url-map:
 *   - { pattern: "/webhooks/**", access: ["isAnonymous()"] }
 * }</pre>
 */
@NullMarked
package io.github.webhook4j.micronaut;

import org.jspecify.annotations.NullMarked;
