/** What a flood of forged requests does to the sender's deliveries. */
@NullMarked
package io.github.webhook4j.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
