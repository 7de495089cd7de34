package io.github.webhook4j.jdbc;

import io.github.webhook4j.EventRunner;
import io.github.webhook4j.Inbox.Claim;
import io.github.webhook4j.Inbox.State;
import io.github.webhook4j.KeptEvent;
import io.github.webhook4j.WebhookEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request's side of the inbox: events are kept, or claimed while their request is open. */
final class Keeping {

    private final Database database;
    private final Settings settings;
    private final Insertion insertion;

    Keeping(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
        this.insertion = new Insertion(database);
    }

    /** Keeps an event: one statement for a new one, which is committed by itself. Whether it is to be handled from now on. */
    boolean keep(WebhookEvent event, EventRunner runner) {
        Arrival arrival = arrival(event, runner);
        for (int look = 0; look < Insertion.LOOKS; look++) {
            EventState before = insertion.insert(arrival);
            if (before == null) {
                return true;
            }
            if (before != EventState.DEAD && before != EventState.CLAIMED) {
                return false;
            }
            if (arm(arrival)) {
                return true;
            }
        }
        throw Insertion.neverTheSame();
    }

    private Arrival arrival(WebhookEvent event, EventRunner runner) {
        Ordering ordering = settings.ordering();
        byte @Nullable [] orderKey = ordering == null ? null : ordering.hash(event, runner);
        KeptEvent kept = settings.redaction().redact(runner.strip(event));
        if (runner.handlers(event.type()).isEmpty()) {
            return new Arrival(
                    orderKey, EventState.DONE, Lanes.ENDED, settings.retention().bodies(), kept);
        }
        return new Arrival(orderKey, EventState.WAITING, Lanes.of(orderKey), Duration.ZERO, kept);
    }

    /**
     * What is dead lives again when the sender delivers it again. A claim may come to nothing, so that what is only claimed has to
     * be kept by this delivery.
     */
    private boolean arm(Arrival arrival) {
        return database.each(connection -> database.sql(
                                "UPDATE webhook_event SET state = ?, due_at = {now} + ?, fence = fence + 1, attempts = 0,"
                                        + " gave_up = NULL, failure = NULL, changed_at = {now}, headers = ?, body = ?, lane = ",
                                arrival.state().name(),
                                arrival.due().toMillis(),
                                HeaderLines.write(arrival.event().headers()),
                                arrival.event().body())
                        .add(arrival.state() == EventState.WAITING ? "home" : Integer.toString(arrival.lane()))
                        .add(database.sql(
                                " WHERE {hash = ?} AND state IN ('DEAD', 'CLAIMED')", (Object) arrival.hash()))
                        .update(connection)
                == 1);
    }

    Claim claim(WebhookEvent event, EventRunner runner) {
        KeptEvent kept = settings.redaction().redact(runner.strip(event));
        Arrival arrival = new Arrival(null, EventState.CLAIMED, Lanes.CLAIMED, settings.lease(), kept);
        return insertion.insert(arrival) == null
                ? new Claim(event, State.NEW, 1)
                : database.together(connection -> claimAgain(connection, event));
    }

    /** A claim of which nothing has come, or what is dead. */
    private Claim claimAgain(Connection connection, WebhookEvent event) throws SQLException {
        byte[] hash = Texts.hash(event.endpoint(), event.key());
        int taken = database.sql(
                        "UPDATE webhook_event SET state = 'CLAIMED', lane = ?, due_at = {now} + ?, fence = fence + 1,"
                                + " changed_at = {now} WHERE {hash = ?}"
                                + " AND (state = 'DEAD' OR (state = 'CLAIMED' AND due_at <= {now}))",
                        Lanes.CLAIMED,
                        settings.lease().toMillis(),
                        hash)
                .update(connection);
        List<Claim> claims = database.sql("SELECT state, fence FROM webhook_event WHERE {hash = ?}", (Object) hash)
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
                                + " WHERE {hash = ?} AND fence = ? AND state = 'CLAIMED'",
                        Lanes.ENDED,
                        settings.retention().bodies().toMillis(),
                        hash(claim),
                        claim.fence())
                .update(connection));
    }

    /** The next delivery brings everything anew, so that nothing has to stay. */
    void release(Claim claim) {
        Sql ours = database.sql("{hash = ?} AND fence = ? AND state = 'CLAIMED'", hash(claim), claim.fence());
        database.each(connection -> database.deletion(ours).update(connection));
    }

    private static byte[] hash(Claim claim) {
        return Texts.hash(claim.event().endpoint(), claim.event().key());
    }
}
