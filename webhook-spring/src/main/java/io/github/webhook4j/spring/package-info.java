/**
 * Mounts endpoints in Spring MVC: those that Spring Boot properties describe, and those that are beans.
 *
 * <pre>{@code
 * webhook4j:
 *   endpoints:
 *     stripe: { secrets: ["${STRIPE_WEBHOOK_SECRET}"] }     # at /webhooks/stripe
 *     stripe-connect: { provider: stripe, path: /hooks/connect, secrets: ["${NEW}", "${OLD}"] }
 * }</pre>
 *
 * <p>Of each endpoint there are {@code secrets}, {@code provider} (default: the endpoint's name), {@code path} (default: {@code
 * /webhooks/} and the name), {@code max-body-size} (default: the provider's) and {@code options} (the provider's). A bean of type
 * {@link io.github.webhook4j.Secrets} with the endpoint's name replaces {@code secrets}. Methods of beans that are annotated
 * with {@link io.github.webhook4j.OnEvent}, or with a provider's annotation, are handlers; proxies keep their advice. Beans
 * of type {@link io.github.webhook4j.Inbox} and {@link io.github.webhook4j.EndpointListener}, and a {@link java.time.Clock} if
 * there is one, serve all these endpoints. A {@link io.github.webhook4j.WebhookEndpoint} that is a bean is mounted at {@code
 * /webhooks/} and its name, and has the handlers that it was built with.
 *
 * <p>Spring Security has to let the senders in, who have no session and no CSRF token; the signature is what authenticates
 * them:
 *
 * <pre>{@code
 * http.authorizeHttpRequests(requests -> requests.requestMatchers("/webhooks/**").permitAll().anyRequest().authenticated())
 *     .csrf(csrf -> csrf.ignoringRequestMatchers("/webhooks/**"));
 * }</pre>
 *
 * <p>No filter may read the body before, which includes {@code HiddenHttpMethodFilter} and any that calls {@code getParameter}.
 */
@NullMarked
package io.github.webhook4j.spring;

import org.jspecify.annotations.NullMarked;
