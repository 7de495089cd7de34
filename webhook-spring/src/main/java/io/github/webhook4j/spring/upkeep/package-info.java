/** Subscribes endpoints at their senders and recovers what they have missed, as the application's configuration says. */
@NullMarked
package io.github.webhook4j.spring.upkeep;

import org.jspecify.annotations.NullMarked;
