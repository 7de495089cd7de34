/** Real databases for tests: each server once per JVM, on loopback, durable, and killed on request. */
@NullMarked
package io.github.webhook4j.databases;

import org.jspecify.annotations.NullMarked;
