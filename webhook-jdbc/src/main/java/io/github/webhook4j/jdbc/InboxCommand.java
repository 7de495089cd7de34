package io.github.webhook4j.jdbc;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a management endpoint is asked to do with events, for adapters to fill from a request: text, as it came in. Which events are
 * meant is what everything that is said holds for; a command that says nothing is refused, so that a request gone wrong
 * is not about all events.
 *
 * @param action {@code replay}, {@code arm}, {@code discard} or {@code purge}, as {@link InboxAdmin} has them
 * @param endpoint the endpoint's name
 * @param type the type, or a family such as {@code invoice.*}
 * @param id the sender's id
 * @param state one or more states, such as {@code DEAD} or {@code done,dead}
 * @param from the time of keeping from which on, such as {@code 2026-11-25T08:00:00Z}
 * @param until the time of keeping before which, such as {@code 2026-11-25T09:00:00Z}
 * @param number the inbox's numbers of the events, such as {@code 17} or {@code 17,18}
 * @param perSecond how many events a second a replay makes due; 10 if it is not said
 * @param dryRun {@code true} to be told what would be done, and have nothing done
 */
public record InboxCommand(
        @Nullable String action,
        @Nullable String endpoint,
        @Nullable String type,
        @Nullable String id,
        @Nullable String state,
        @Nullable String from,
        @Nullable String until,
        @Nullable String number,
        @Nullable String perSecond,
        @Nullable String dryRun) {

    private static final int USUAL_RATE = 10;

    /** What can be done. */
    enum Action {
        REPLAY,
        ARM,
        DISCARD,
        PURGE
    }

    Action what() {
        return one("action", action == null ? "" : action, Action.class);
    }

    int rate() {
        return perSecond == null ? USUAL_RATE : read("perSecond", perSecond, Integer::valueOf);
    }

    /** What is neither is no reason to do it. */
    boolean isDry() {
        if (dryRun == null || dryRun.equalsIgnoreCase("false")) {
            return false;
        }
        if (dryRun.equalsIgnoreCase("true")) {
            return true;
        }
        throw new IllegalArgumentException("dryRun is true or false, not " + dryRun);
    }

    InboxFilter filter() {
        InboxFilter filter = new InboxFilter(
                endpoint,
                type,
                id,
                states(state),
                from == null ? null : read("from", from, Instant::parse),
                until == null ? null : read("until", until, Instant::parse),
                items(number).map(item -> read("number", item, Long::valueOf)).toList());
        if (filter.equals(InboxFilter.all())) {
            throw new IllegalArgumentException(
                    "Which events? Say at least one of endpoint, type, id, state, from, until,"
                            + " number; for all of a state, state");
        }
        return filter;
    }

    static Set<EventState> states(@Nullable String text) {
        return items(text).map(item -> one("state", item, EventState.class)).collect(Collectors.toSet());
    }

    private static Stream<String> items(@Nullable String text) {
        return text == null
                ? Stream.empty()
                : Arrays.stream(text.split(",", -1)).map(String::strip);
    }

    private static <E extends Enum<E>> E one(String name, String text, Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        return all.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " is one of " + all.toString().toLowerCase(Locale.ROOT) + ", not " + text));
    }

    static <T> T read(String name, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + text, e);
        }
    }
}
