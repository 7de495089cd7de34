/** Senders that have no module of their own, each described in a few lines. */
@NullMarked
package io.github.webhook4j.docs.providers;

import org.jspecify.annotations.NullMarked;
