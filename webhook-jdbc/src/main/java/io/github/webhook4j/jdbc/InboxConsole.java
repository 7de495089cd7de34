package io.github.webhook4j.jdbc;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An inbox for a management endpoint: takes the text of requests, and answers with maps of text and numbers, which every JSON
 * library writes alike. Bodies and headers are not shown; failures are, which quote what handlers threw. Thread-safe.
 */
public final class InboxConsole {

    private static final int USUAL_LIMIT = 20;
    private static final int MOST = 500;

    private final InboxAdmin admin;

    /**
     * A console.
     *
     * @param inbox the inbox
     */
    public InboxConsole(JdbcInbox inbox) {
        this.admin = inbox.admin();
    }

    /**
     * Counts all events, and lists the newest of some.
     *
     * @param endpoint of which endpoint, or {@code null} for any
     * @param type of which type or family, or {@code null} for any
     * @param state in which states, such as {@code waiting,running}; {@code null} for dead ones
     * @param limit how many at most, up to 500; {@code null} for 20
     * @return {@code counts}, a list of maps with {@code endpoint}, {@code state}, {@code events} and the age of the {@code
     *     oldest}; and {@code events}, a list of what {@link #entry} gives
     * @throws IllegalArgumentException saying what cannot be read
     */
    public Map<String, Object> overview(
            @Nullable String endpoint, @Nullable String type, @Nullable String state, @Nullable String limit) {
        Set<EventState> states = state == null ? EnumSet.of(EventState.DEAD) : InboxCommand.states(state);
        InboxFilter filter = new InboxFilter(endpoint, type, null, states, null, null, List.of());
        int most = limit == null ? USUAL_LIMIT : InboxCommand.read("limit", limit, Integer::valueOf);
        if (most < 0 || most > MOST) {
            throw new IllegalArgumentException("limit is from 0 to " + MOST + ", not " + limit);
        }
        Map<String, Object> overview = new LinkedHashMap<>();
        overview.put("counts", admin.count().stream().map(InboxConsole::shown).toList());
        overview.put(
                "events",
                admin.list(filter, most).stream().map(InboxConsole::shown).toList());
        return overview;
    }

    /**
     * Shows in few words whether the inbox keeps up. Cheap, however much has been handled.
     *
     * @return how many events are {@code due}, and how long the first of them has been {@code overdue}, zero if none is
     * @throws RuntimeException if the database cannot be asked
     */
    public Map<String, Object> health() {
        InboxBacklog backlog = admin.backlog();
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("due", backlog.due());
        health.put("overdue", backlog.overdue().toString());
        return health;
    }

    /**
     * An event.
     *
     * @param number the inbox's number of the event
     * @return {@code number}, {@code endpoint}, {@code id}, {@code type}, {@code state}, {@code attempts}, {@code runs}, {@code
     *     handledBy}, {@code failure} if there is one, {@code keptAt}, {@code changedAt}, {@code dueAt} and {@code hasBody};
     *     {@code null} if there is no such event
     * @throws IllegalArgumentException if that is no number
     */
    public @Nullable Map<String, Object> entry(String number) {
        Long one = InboxCommand.read("number", number, Long::valueOf);
        InboxFilter filter = InboxFilter.numbered(one);
        return admin.list(filter, 1).stream()
                .map(InboxConsole::shown)
                .findFirst()
                .orElse(null);
    }

    /**
     * Does what it is asked to.
     *
     * @param command what to do
     * @return {@code action}, {@code dryRun}, and how many {@code events} it was done with; of a replay, also how many there are
     *     {@code withoutBody}, and the time that it {@code takes}
     * @throws IllegalArgumentException saying what the command lacks, or what in it cannot be read
     */
    public Map<String, Object> run(InboxCommand command) {
        InboxFilter filter = command.filter();
        boolean dry = command.isDry();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("action", command.what().name().toLowerCase(Locale.ROOT));
        report.put("dryRun", dry);
        switch (command.what()) {
            case REPLAY -> {
                Replay replay = dry ? admin.plan(filter, command.rate()) : admin.replay(filter, command.rate());
                report.put("events", replay.events());
                report.put("withoutBody", replay.withoutBody());
                report.put("takes", replay.takes().toString());
            }
            case ARM -> report.put("events", dry ? dead(filter).events() : admin.arm(filter));
            case DISCARD -> report.put("events", dry ? all(dead(filter)) : admin.discard(filter));
            case PURGE -> report.put("events", dry ? all(admin.plan(filter, 1)) : admin.purge(filter));
        }
        return report;
    }

    /** What a replay of those that are dead would find. */
    private Replay dead(InboxFilter filter) {
        boolean any = filter.states().isEmpty() || filter.states().contains(EventState.DEAD);
        return any ? admin.plan(filter.in(EventState.DEAD), 1) : new Replay(0, 0, Duration.ZERO);
    }

    private static long all(Replay replay) {
        return replay.events() + replay.withoutBody();
    }

    private static Map<String, Object> shown(InboxCount count) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("endpoint", count.endpoint());
        shown.put("state", count.state().name());
        shown.put("events", count.events());
        shown.put("oldest", count.oldest().toString());
        return shown;
    }

    private static Map<String, Object> shown(InboxEntry entry) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("number", entry.number());
        shown.put("endpoint", entry.endpoint());
        shown.put("id", entry.id());
        shown.put("type", entry.type());
        shown.put("state", entry.state().name());
        shown.put("attempts", entry.attempts());
        shown.put("runs", entry.runs());
        shown.put("handledBy", entry.handledBy());
        if (entry.failure() != null) {
            shown.put("failure", entry.failure());
        }
        shown.put("keptAt", entry.keptAt().toString());
        shown.put("changedAt", entry.changedAt().toString());
        shown.put("dueAt", entry.dueAt().toString());
        shown.put("hasBody", entry.hasBody());
        return shown;
    }
}
