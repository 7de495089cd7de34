/** What another library would bring, for tests. */
@NullMarked
package io.github.webhook4j.elsewhere;

import org.jspecify.annotations.NullMarked;
