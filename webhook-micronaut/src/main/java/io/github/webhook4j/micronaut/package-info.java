/** Mounts endpoints in Micronaut. */
@NullMarked
package io.github.webhook4j.micronaut;

import org.jspecify.annotations.NullMarked;
