package io.github.webhook4j.micronaut.jdbc;

import io.github.webhook4j.jdbc.JdbcInbox;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

/** Handlers run while the application is whole: from when its beans are there until the first of them goes. */
@Singleton
@Requires(beans = JdbcInbox.class)
class InboxLifecycle {

    private final JdbcInbox inbox;

    InboxLifecycle(JdbcInbox inbox) {
        this.inbox = inbox;
    }

    @EventListener
    void started(StartupEvent event) {
        inbox.start();
    }

    @EventListener
    void ending(ShutdownEvent event) {
        inbox.close();
    }
}
