/** Receives webhooks from Zoom. */
@NullMarked
package io.github.webhook4j.zoom;

import org.jspecify.annotations.NullMarked;
