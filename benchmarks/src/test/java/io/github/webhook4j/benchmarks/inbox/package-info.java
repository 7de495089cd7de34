@NullMarked
package io.github.webhook4j.benchmarks.inbox;

import org.jspecify.annotations.NullMarked;
