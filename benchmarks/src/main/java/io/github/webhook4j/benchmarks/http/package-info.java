/** HTTP by hand, so that senders take little of the processors. */
@NullMarked
package io.github.webhook4j.benchmarks.http;

import org.jspecify.annotations.NullMarked;
