/** The example applications, tried as a stranger would: started, sent to, killed. */
@NullMarked
package io.github.webhook4j.acceptance;

import org.jspecify.annotations.NullMarked;
