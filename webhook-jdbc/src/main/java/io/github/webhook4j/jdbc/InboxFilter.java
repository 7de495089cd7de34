package io.github.webhook4j.jdbc;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which events of an inbox are meant: those that everything said here holds for. Immutable.
 *
 * @param endpoint the endpoint's name, or {@code null} for any
 * @param type the type, a family such as {@code invoice.*}, or {@code null} for any
 * @param id the sender's id, or {@code null} for any
 * @param states how far they are; empty for any
 * @param from kept at this time or later, by the database's clock, or {@code null}
 * @param until kept before this time, by the database's clock, or {@code null}
 * @param numbers the inbox's own numbers of the events; empty for any
 */
public record InboxFilter(
        @Nullable String endpoint,
        @Nullable String type,
        @Nullable String id,
        Set<EventState> states,
        @Nullable Instant from,
        @Nullable Instant until,
        List<Long> numbers) {

    private static final InboxFilter ALL = new InboxFilter(null, null, null, Set.of(), null, null, List.of());

    /**
     * Copies states and numbers.
     *
     * @param endpoint the endpoint's name, or {@code null}
     * @param type the type or family, or {@code null}
     * @param id the sender's id, or {@code null}
     * @param states how far they are
     * @param from the earliest time, or {@code null}
     * @param until the time before which, or {@code null}
     * @param numbers the inbox's numbers
     */
    public InboxFilter {
        states = Set.copyOf(states);
        numbers = List.copyOf(numbers);
    }

    /**
     * Every event.
     *
     * @return the filter
     */
    public static InboxFilter all() {
        return ALL;
    }

    /**
     * Single events.
     *
     * @param numbers the inbox's own numbers of the events
     * @return the filter
     */
    public static InboxFilter numbered(Long... numbers) {
        return new InboxFilter(null, null, null, Set.of(), null, null, Arrays.asList(numbers));
    }

    /**
     * Also of an endpoint.
     *
     * @param name the endpoint's name
     * @return the filter
     */
    public InboxFilter at(String name) {
        return new InboxFilter(name, type, id, states, from, until, numbers);
    }

    /**
     * Also of a type.
     *
     * @param nameOrFamily the type, or a family such as {@code invoice.*}
     * @return the filter
     */
    public InboxFilter of(String nameOrFamily) {
        return new InboxFilter(endpoint, nameOrFamily, id, states, from, until, numbers);
    }

    /**
     * Also with the sender's id.
     *
     * @param senderId the id
     * @return the filter
     */
    public InboxFilter with(String senderId) {
        return new InboxFilter(endpoint, type, senderId, states, from, until, numbers);
    }

    /**
     * Also in one of these states.
     *
     * @param any the states
     * @return the filter
     */
    public InboxFilter in(EventState... any) {
        return new InboxFilter(endpoint, type, id, Set.of(any), from, until, numbers);
    }

    /**
     * Also kept within a time, by the database's clock.
     *
     * @param start the first moment, or {@code null}
     * @param end the moment after the last, or {@code null}
     * @return the filter
     */
    public InboxFilter kept(@Nullable Instant start, @Nullable Instant end) {
        return new InboxFilter(endpoint, type, id, states, start, end, numbers);
    }

    /** Adds the conditions to a statement that ends in one. */
    Sql narrow(Sql sql) {
        if (endpoint != null) {
            sql.add(" AND endpoint = ?", endpoint);
        }
        if (id != null) {
            sql.add(" AND event_id = ?", Texts.keepable(id));
        }
        if (type != null && type.endsWith("*")) {
            sql.add(" AND event_type LIKE ? ESCAPE '!'", escaped(type.substring(0, type.length() - 1)) + "%");
        } else if (type != null) {
            sql.add(" AND event_type = ?", type);
        }
        if (from != null) {
            sql.add(" AND kept_at >= ?", from.toEpochMilli());
        }
        if (until != null) {
            sql.add(" AND kept_at < ?", until.toEpochMilli());
        }
        if (!states.isEmpty()) {
            Set<String> names = new TreeSet<>();
            states.forEach(state -> names.add(state.name()));
            sql.add(" AND state IN ").in(names);
        }
        if (!numbers.isEmpty()) {
            sql.add(" AND seq IN ").in(numbers);
        }
        return sql;
    }

    private static String escaped(String prefix) {
        return prefix.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
