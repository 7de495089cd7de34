/** The contract of senders' APIs. */
@NullMarked
package io.github.webhook4j.senders;

import org.jspecify.annotations.NullMarked;
