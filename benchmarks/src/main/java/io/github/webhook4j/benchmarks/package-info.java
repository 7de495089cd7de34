/** Webhook4j side by side with what a user would pick instead. */
@NullMarked
package io.github.webhook4j.benchmarks;

import org.jspecify.annotations.NullMarked;
