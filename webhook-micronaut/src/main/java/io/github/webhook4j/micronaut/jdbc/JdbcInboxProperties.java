package io.github.webhook4j.micronaut.jdbc;

import io.github.webhook4j.jdbc.HandlingMode;
import io.github.webhook4j.jdbc.InboxSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an application configures of its durable inbox.
 *
 * @param enabled whether events are kept in the application's DataSource before they are acknowledged, and handled afterwards
 * @param mode what handlers and the record that they have returned have in common: one transaction each (exact, the default), 50
 *     in one (batch), or none (at-least-once)
 * @param threads how many events this node handles at a time; 4 by default
 * @param lease after what time the events of a node that has died are taken by another; 1 minute by default
 * @param poll how often the node looks for events that others have kept, and for tries that are due; every second by default
 * @param retention how long events that have ended are remembered
 * @param createTables whether the inbox creates its tables; otherwise it checks them; true by default
 * @param requireDurability whether a database that acknowledges what is not on the disk yet is refused; false by default, which logs a warning
 * @param ordered whether events are handled in order, by what the provider says; false by default
 */
@ConfigurationProperties(InboxSettings.PREFIX)
@Requires(classes = InboxSettings.class)
record JdbcInboxProperties(
        @Bindable(defaultValue = "false") boolean enabled,
        @Nullable HandlingMode mode,
        @Nullable Integer threads,
        @Nullable Duration lease,
        @Nullable Duration poll,
        Retention retention,
        @Nullable Boolean createTables,
        @Nullable Boolean requireDurability,
        @Nullable Boolean ordered) {

    /**
     * How long events that have ended are remembered.
     *
     * @param bodies how long bodies and headers stay, so that the event can be replayed; 7 days by default
     * @param ids how long it is known that the event has come, and how long a dead one stays; 30 days by default
     */
    @ConfigurationProperties("retention")
    record Retention(@Nullable Duration bodies, @Nullable Duration ids) {}

    InboxSettings settings() {
        return new InboxSettings(
                mode, threads, lease, poll, retention.bodies, retention.ids, createTables, requireDurability, ordered);
    }
}
