package io.github.webhook4j.jdbc;

import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An inbox as an application's configuration describes it, for adapters to fill from their framework's properties. Whatever is
 * {@code null} stays as {@link JdbcInbox.Builder} has it.
 *
 * @param mode what handlers and the record that they have returned have in common
 * @param threads how many events this node handles at a time
 * @param lease after what time the events of a node that has died are taken by another
 * @param poll how often the node looks for events that others have kept, and for tries that are due
 * @param bodies how long bodies stay of events that have ended
 * @param ids how long it is known that an event has come
 * @param createTables whether the inbox creates its tables, or only checks them
 * @param requireDurability whether a database that acknowledges what is not on the disk yet is refused
 * @param ordered whether events are handled in order, by what the provider says
 */
public record InboxSettings(
        @Nullable HandlingMode mode,
        @Nullable Integer threads,
        @Nullable Duration lease,
        @Nullable Duration poll,
        @Nullable Duration bodies,
        @Nullable Duration ids,
        @Nullable Boolean createTables,
        @Nullable Boolean requireDurability,
        @Nullable Boolean ordered) {

    /** What properties of the inbox begin with. */
    public static final String PREFIX = "webhook4j.inbox.jdbc";

    /** The property that switches the inbox on. */
    public static final String ENABLED = PREFIX + ".enabled";

    /**
     * Starts an inbox with these settings, to which the adapter adds what the application has as objects. It keeps events from
     * the beginning, and handles them from {@link JdbcInbox#start()} on, when the application is whole.
     *
     * @param connections where its connections come from, as for {@link JdbcInbox#builder}
     * @return a builder
     * @throws IllegalArgumentException naming the property that is wrong
     */
    public JdbcInbox.Builder builder(DataSource connections) {
        JdbcInbox.Builder builder = JdbcInbox.builder(connections).startedByHand();
        set("mode", mode, builder::mode);
        set("threads", threads, builder::threads);
        set("lease", lease, builder::lease);
        set("poll", poll, builder::poll);
        set("create-tables", createTables, builder::createTables);
        set("retention", this, settings -> builder.retention(settings.retention()));
        if (Boolean.TRUE.equals(requireDurability)) {
            builder.requireDurability();
        }
        if (Boolean.TRUE.equals(ordered)) {
            builder.ordered(Ordering.byProvider());
        }
        return builder;
    }

    private Retention retention() {
        return new Retention(
                bodies == null ? Retention.USUAL.bodies() : bodies, ids == null ? Retention.USUAL.ids() : ids);
    }

    private static <T> void set(String property, @Nullable T value, Consumer<T> setter) {
        if (value == null) {
            return;
        }
        try {
            setter.accept(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + "." + property + ": " + e.getMessage(), e);
        }
    }
}
