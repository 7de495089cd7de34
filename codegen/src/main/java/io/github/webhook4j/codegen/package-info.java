/** Writes the typed event models of the provider modules from the senders' published descriptions. */
@NullMarked
package io.github.webhook4j.codegen;

import org.jspecify.annotations.NullMarked;
