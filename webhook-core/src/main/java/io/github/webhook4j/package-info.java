/**
 * Receives webhooks: one flow from the HTTP request to the handler, the same for every provider and framework.
 *
 * <p>Applications start at {@link io.github.webhook4j.WebhookEndpoint}; adapters translate to {@link
 * io.github.webhook4j.WebhookRequest} and from {@link io.github.webhook4j.WebhookResponse}; provider modules describe a
 * sender with {@link io.github.webhook4j.WebhookProvider} and {@link io.github.webhook4j.SignatureScheme}.
 */
@NullMarked
package io.github.webhook4j;

import org.jspecify.annotations.NullMarked;
