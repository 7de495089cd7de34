@NullMarked
package io.github.webhook4j.docs.providers;

import org.jspecify.annotations.NullMarked;
