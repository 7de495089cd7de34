/** Stripe's and GitHub's webhooks in a Spring Boot application. */
@NullMarked
package io.github.webhook4j.examples.springboot;

import org.jspecify.annotations.NullMarked;
