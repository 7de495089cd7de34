/** Receives webhooks from GitHub. */
@NullMarked
package io.github.webhook4j.github;

import org.jspecify.annotations.NullMarked;
