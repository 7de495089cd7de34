/** A durable inbox in a relational database, by plain JDBC. */
@NullMarked
package io.github.webhook4j.jdbc;

import org.jspecify.annotations.NullMarked;
