/** Searches what tests print for what must never be printed. */
@NullMarked
package io.github.webhook4j.secrecy;

import org.jspecify.annotations.NullMarked;
