/** Receives webhooks from senders of Standard Webhooks. */
@NullMarked
package io.github.webhook4j.standard;

import org.jspecify.annotations.NullMarked;
