package io.github.webhook4j.micronaut.jdbc;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;

/** An application that asks for a durable inbox must not get one that forgets. */
@Context
@Requires(property = "webhook4j.inbox.jdbc.enabled", value = "true")
@Requires(missingClasses = "io.github.webhook4j.jdbc.JdbcInbox")
final class MissingJdbcInbox {

    MissingJdbcInbox() {
        throw new ConfigurationException("webhook4j.inbox.jdbc.enabled is true, but there is no JdbcInbox: add "
                + "io.github.webhook4j:webhook-jdbc to the dependencies");
    }
}
