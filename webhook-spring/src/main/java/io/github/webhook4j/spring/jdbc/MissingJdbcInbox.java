package io.github.webhook4j.spring.jdbc;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;

/** An application that asks for a durable inbox must not get one that forgets. */
@AutoConfiguration
@ConditionalOnBooleanProperty("webhook4j.inbox.jdbc.enabled")
@ConditionalOnMissingClass("io.github.webhook4j.jdbc.JdbcInbox")
final class MissingJdbcInbox {

    MissingJdbcInbox() {
        throw new IllegalStateException("webhook4j.inbox.jdbc.enabled is true, but there is no JdbcInbox: add "
                + "io.github.webhook4j:webhook-jdbc to the dependencies");
    }
}
