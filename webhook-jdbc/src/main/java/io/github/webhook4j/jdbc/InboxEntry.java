package io.github.webhook4j.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an inbox knows of an event, without its body.
 *
 * @param number the inbox's own number of the event
 * @param endpoint the name of the endpoint that it came in at
 * @param id the sender's id
 * @param key what tells it from all other events of the endpoint
 * @param type the sender's name for what happened
 * @param state how far it is
 * @param attempts how often it has been run since it was kept, armed or replayed
 * @param runs 1, and one more for each replay
 * @param handledBy the handlers that have returned
 * @param failure what went wrong the last time, or {@code null}
 * @param keptAt when it was kept, by the database's clock
 * @param changedAt when its state changed last, by the database's clock
 * @param dueAt when it is run next, or its lease ends; of one that has ended, when its body or all of it is purged
 * @param hasBody whether its body is still there, so that it can be replayed
 */
public record InboxEntry(
        long number,
        String endpoint,
        String id,
        String key,
        String type,
        EventState state,
        int attempts,
        int runs,
        List<String> handledBy,
        @Nullable String failure,
        Instant keptAt,
        Instant changedAt,
        Instant dueAt,
        boolean hasBody) {

    static final String COLUMNS =
            "seq, endpoint, event_id, event_key, event_type, state, attempts, runs, handled_by, failure,"
                    + " kept_at, changed_at, due_at, CASE WHEN body IS NULL THEN 0 ELSE 1 END AS has_body";

    /**
     * Copies the handlers.
     *
     * @param number the inbox's own number of the event
     * @param endpoint the name of the endpoint
     * @param id the sender's id
     * @param key the key
     * @param type the type
     * @param state how far it is
     * @param attempts how often it has been run
     * @param runs 1, and one more for each replay
     * @param handledBy the handlers that have returned
     * @param failure what went wrong the last time, or {@code null}
     * @param keptAt when it was kept
     * @param changedAt when its state changed last
     * @param dueAt what is done with it next
     * @param hasBody whether its body is still there
     */
    public InboxEntry {
        handledBy = List.copyOf(handledBy);
    }

    static InboxEntry of(ResultSet row) throws SQLException {
        return new InboxEntry(
                row.getLong("seq"),
                row.getString("endpoint"),
                row.getString("event_id"),
                row.getString("event_key"),
                row.getString("event_type"),
                EventState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getInt("runs"),
                Texts.fromLines(row.getString("handled_by")),
                row.getString("failure"),
                Objects.requireNonNull(Kept.instant(row, "kept_at")),
                Objects.requireNonNull(Kept.instant(row, "changed_at")),
                Objects.requireNonNull(Kept.instant(row, "due_at")),
                row.getInt("has_body") == 1);
    }
}
