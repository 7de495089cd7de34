@NullMarked
package io.github.webhook4j.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
