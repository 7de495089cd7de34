/** Stripe's and GitHub's webhooks on embedded Jetty. */
@NullMarked
package io.github.webhook4j.examples.servlet;

import org.jspecify.annotations.NullMarked;
