@NullMarked
package io.github.webhook4j.benchmarks;

import org.jspecify.annotations.NullMarked;
