/** Receives webhooks from Slack. */
@NullMarked
package io.github.webhook4j.slack;

import org.jspecify.annotations.NullMarked;
