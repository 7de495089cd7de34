/** Stripe's and GitHub's webhooks in a Micronaut application. */
@NullMarked
package io.github.webhook4j.examples.micronaut;

import org.jspecify.annotations.NullMarked;
