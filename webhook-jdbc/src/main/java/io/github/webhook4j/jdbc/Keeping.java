package io.github.webhook4j.jdbc;

import io.github.webhook4j.EventRunner;
import io.github.webhook4j.Inbox.Claim;
import io.github.webhook4j.Inbox.State;
import io.github.webhook4j.KeptEvent;
import io.github.webhook4j.WebhookEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request's side of the inbox: events are kept, or claimed while their request is open. */
final class Keeping {

    private static final String COLUMNS =
            "event_hash, endpoint, event_key, event_id, event_type, state, home, lane, due_at,"
                    + " fence, attempts, runs, order_key, occurred_at, received_at, kept_at, changed_at, secret_index, headers, body";

    private static final String VALUES = "?, ?, ?, ?, ?, ?, ?, ?, {now} + ?, 1, 0, 1, ?, ?, ?, {now}, {now}, ?, ?, ?";

    /** Others may purge, release, arm or end the event between two statements. */
    private static final int LOOKS = 5;

    /** Where a new event begins. */
    private record Beginning(EventState state, int lane, Duration due) {}

    private final Database database;
    private final Settings settings;

    Keeping(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Keeps an event: one statement for a new one, which is committed by itself. Whether it is to be handled from now on. */
    boolean keep(WebhookEvent event, EventRunner runner) {
        boolean handled = !runner.handlers(event.type()).isEmpty();
        byte @Nullable [] orderKey =
                settings.ordering() == null ? null : settings.ordering().hash(event, runner);
        int home = orderKey == null ? Lanes.ANY_ORDER : Lanes.of(orderKey);
        KeptEvent kept = settings.redaction().redact(runner.strip(event));
        Beginning beginning = handled
                ? new Beginning(EventState.WAITING, home, Duration.ZERO)
                : new Beginning(
                        EventState.DONE, Lanes.ENDED, settings.retention().bodies());
        return database.each(connection -> {
            for (int look = 0; look < LOOKS; look++) {
                if (insert(connection, kept, beginning, orderKey)) {
                    return true;
                }
                EventState state = state(connection, kept);
                boolean again = state == EventState.DEAD || state == EventState.CLAIMED;
                if (state != null && !again) {
                    return false;
                }
                if (again && arm(connection, kept, beginning)) {
                    return true;
                }
            }
            throw new SQLException("The event is there and gone again each time somebody looks");
        });
    }

    /** How far an event is, or {@code null} if it is not there any more. Waits for nobody, as an update would in MySQL. */
    private static @Nullable EventState state(Connection connection, KeptEvent kept) throws SQLException {
        List<String> states = new Sql("SELECT state FROM webhook_event WHERE event_hash = ?", (Object)
                        Texts.hash(kept.endpoint(), kept.key()))
                .query(connection, row -> row.getString(1));
        return states.isEmpty() ? null : EventState.valueOf(states.get(0));
    }

    private boolean insert(Connection connection, KeptEvent kept, Beginning beginning, byte @Nullable [] orderKey)
            throws SQLException {
        byte[] hash = Texts.hash(kept.endpoint(), kept.key());
        Sql insert = new Sql(
                database.dialect().insert(COLUMNS, VALUES),
                hash,
                kept.endpoint(),
                Texts.keepable(kept.key()),
                Texts.keepable(kept.id()),
                Texts.keepable(kept.type()),
                beginning.state().name(),
                orderKey == null ? Lanes.ANY_ORDER : Lanes.of(orderKey),
                beginning.lane(),
                beginning.due().toMillis(),
                Sql.nullable(orderKey, Types.BINARY),
                Kept.millis(kept.occurredAt()),
                kept.receivedAt().toEpochMilli(),
                kept.secretIndex(),
                HeaderLines.write(kept.headers()),
                kept.body());
        if (database.dialect() == Dialect.POSTGRESQL) {
            insert.add("", (Object) hash);
        }
        try {
            return insert.update(connection) == 1;
        } catch (SQLException e) {
            if (isThere(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Another delivery may have been as fast. */
    private static boolean isThere(SQLException e) {
        return e instanceof SQLIntegrityConstraintViolationException
                || (e.getSQLState() != null && e.getSQLState().startsWith("23"));
    }

    /**
     * What is dead lives again when the sender delivers it again. A claim may come to nothing, so that what is only claimed has to
     * be kept by this delivery.
     */
    private boolean arm(Connection connection, KeptEvent kept, Beginning beginning) throws SQLException {
        return database.sql(
                                "UPDATE webhook_event SET state = ?, due_at = {now} + ?, fence = fence + 1, attempts = 0,"
                                        + " gave_up = NULL, failure = NULL, changed_at = {now}, headers = ?, body = ?, lane = ",
                                beginning.state().name(),
                                beginning.due().toMillis(),
                                HeaderLines.write(kept.headers()),
                                kept.body())
                        .add(beginning.state() == EventState.WAITING ? "home" : Integer.toString(beginning.lane()))
                        .add(" WHERE event_hash = ? AND state IN ('DEAD', 'CLAIMED')", (Object)
                                Texts.hash(kept.endpoint(), kept.key()))
                        .update(connection)
                == 1;
    }

    Claim claim(WebhookEvent event, EventRunner runner) {
        KeptEvent kept = settings.redaction().redact(runner.strip(event));
        Beginning beginning = new Beginning(EventState.CLAIMED, Lanes.CLAIMED, settings.lease());
        boolean first = database.each(connection -> insert(connection, kept, beginning, null));
        return first ? new Claim(event, State.NEW, 1) : database.together(connection -> claimAgain(connection, event));
    }

    /** A claim of which nothing has come, or what is dead. */
    private Claim claimAgain(Connection connection, WebhookEvent event) throws SQLException {
        byte[] hash = Texts.hash(event.endpoint(), event.key());
        int taken = database.sql(
                        "UPDATE webhook_event SET state = 'CLAIMED', lane = ?, due_at = {now} + ?, fence = fence + 1,"
                                + " changed_at = {now} WHERE event_hash = ?"
                                + " AND (state = 'DEAD' OR (state = 'CLAIMED' AND due_at <= {now}))",
                        Lanes.CLAIMED,
                        settings.lease().toMillis(),
                        hash)
                .update(connection);
        List<Claim> claims = new Sql("SELECT state, fence FROM webhook_event WHERE event_hash = ?", (Object) hash)
                .query(
                        connection,
                        row -> new Claim(event, taken == 1 ? State.NEW : state(row.getString(1)), row.getLong(2)));
        // released and gone between two statements: the sender's next try finds it so
        return claims.isEmpty() ? new Claim(event, State.IN_PROGRESS, 0) : claims.get(0);
    }

    private static State state(String state) {
        return state.equals(EventState.DONE.name()) ? State.DONE : State.IN_PROGRESS;
    }

    void complete(Claim claim) {
        database.each(connection -> database.sql(
                        "UPDATE webhook_event SET state = 'DONE', lane = ?, due_at = {now} + ?, changed_at = {now}"
                                + " WHERE event_hash = ? AND fence = ? AND state = 'CLAIMED'",
                        Lanes.ENDED,
                        settings.retention().bodies().toMillis(),
                        hash(claim),
                        claim.fence())
                .update(connection));
    }

    /** The next delivery brings everything anew, so that nothing has to stay. */
    void release(Claim claim) {
        database.each(connection -> new Sql(
                        "DELETE FROM webhook_event WHERE event_hash = ? AND fence = ? AND state = 'CLAIMED'",
                        hash(claim),
                        claim.fence())
                .update(connection));
    }

    private static byte[] hash(Claim claim) {
        return Texts.hash(claim.event().endpoint(), claim.event().key());
    }
}
