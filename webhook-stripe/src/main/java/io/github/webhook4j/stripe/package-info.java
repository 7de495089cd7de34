/** Receives webhooks from Stripe. */
@NullMarked
package io.github.webhook4j.stripe;

import org.jspecify.annotations.NullMarked;
