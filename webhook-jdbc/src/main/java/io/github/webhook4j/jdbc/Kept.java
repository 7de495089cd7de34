package io.github.webhook4j.jdbc;

import io.github.webhook4j.KeptEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of an event, leased to this node.
 *
 * @param seq the row's number
 * @param fence the lease's number: whoever has a lower one has lost the event
 * @param attempts how often it has been run, this time included
 * @param handledBy the handlers that have returned
 * @param gaveUp the handlers that have given up
 * @param orderKey what is handled in order, or {@code null}
 * @param event the event
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Kept(
        long seq,
        long fence,
        int attempts,
        List<String> handledBy,
        List<String> gaveUp,
        byte @Nullable [] orderKey,
        KeptEvent event) {

    private static final long MOST_SECONDS = Long.MAX_VALUE / 1000 - 1;

    /** What {@link #of} reads. */
    static final String COLUMNS =
            "seq, fence, attempts, handled_by, gave_up, order_key, endpoint, event_id, event_key, event_type,"
                    + " occurred_at, received_at, secret_index, headers, body, state, due_at";

    static Kept of(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong("seq"),
                row.getLong("fence"),
                row.getInt("attempts"),
                Texts.fromLines(row.getString("handled_by")),
                Texts.fromLines(row.getString("gave_up")),
                row.getBytes("order_key"),
                event(row));
    }

    static KeptEvent event(ResultSet row) throws SQLException {
        return new KeptEvent(
                row.getString("endpoint"),
                row.getString("event_id"),
                row.getString("event_key"),
                row.getString("event_type"),
                instant(row, "occurred_at"),
                Objects.requireNonNull(instant(row, "received_at")),
                row.getInt("secret_index"),
                HeaderLines.read(row.getString("headers")),
                Objects.requireNonNullElseGet(row.getBytes("body"), () -> new byte[0]));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** A time that no column can hold is none: senders' times are only shown. */
    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null || Math.abs(instant.getEpochSecond()) > MOST_SECONDS ? null : instant.toEpochMilli();
    }

    /** The same row when one more handler has returned. */
    Kept handledBy(String handler) {
        return new Kept(seq, fence, attempts, plus(handledBy, handler), gaveUp, orderKey, event);
    }

    /** The same row when one more handler has given up. */
    Kept gaveUp(String handler) {
        return new Kept(seq, fence, attempts, handledBy, plus(gaveUp, handler), orderKey, event);
    }

    private static List<String> plus(List<String> names, String name) {
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return more;
    }

    boolean isOrderedLike(Kept other) {
        return orderKey != null && Arrays.equals(orderKey, other.orderKey);
    }

    @Override
    public String toString() {
        return event + " (number " + seq + ")";
    }
}
