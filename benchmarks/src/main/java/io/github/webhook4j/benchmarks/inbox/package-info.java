/** How many events the durable inbox takes and handles in a second, beside what one would use instead. */
@NullMarked
package io.github.webhook4j.benchmarks.inbox;

import org.jspecify.annotations.NullMarked;
