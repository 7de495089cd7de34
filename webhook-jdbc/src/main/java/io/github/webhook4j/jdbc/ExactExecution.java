package io.github.webhook4j.jdbc;

import io.github.webhook4j.EventRunner.Failed;
import io.github.webhook4j.jdbc.Settlement.Return;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction for each handler, with the record that it has returned. It begins by checking the fence and locking the row: nobody
 * else takes the event before the transaction ends, however long the handler takes. Where it can begin as late as the handler asks
 * for it, a handler that never does has nothing to be undone: its return is recorded by itself.
 */
final class ExactExecution implements Execution {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcInbox.class);

    /** Ends a transaction without its effects. */
    private static final class Undo extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient @Nullable Failed failure;

        Undo(@Nullable Failed failure) {
            super(
                    failure == null ? "another node has taken the event over, because the lease had ended" : null,
                    failure == null ? null : failure.cause(),
                    false,
                    false);
            this.failure = failure;
        }
    }

    /** A handler that goes on after such a failure does so without what it did before. */
    static final String ENDED_UNASKED =
            "The database ended the transaction while the handler ran, as it does with one of two that"
                    + " wait for each other: what was done until then is undone";

    /** The database has ended the transaction, for the sake of another one, in a statement of the inbox: no try of the event's. */
    private static final class Disturbed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Disturbed(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private final Runs runs;
    private final TransactionRunner transactions;

    ExactExecution(Runs runs, TransactionRunner transactions) {
        this.runs = runs;
        this.transactions = transactions;
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public boolean runAlone(Kept event) {
        Runs.Run run = runs.begin(event);
        if (run == null) {
            return true;
        }
        Iterator<String> pending = run.pending().iterator();
        while (pending.hasNext()) {
            String handler = pending.next();
            boolean last = !pending.hasNext() && run.isSpotless();
            Outcome outcome = handle(run, handler, last);
            if (outcome == Outcome.LOST) {
                return false;
            }
            if (outcome == Outcome.COMMITTED && last) {
                run.ended(runs.settlement().done());
                return true;
            }
        }
        return run.end().state() != EventState.WAITING;
    }

    private enum Outcome {
        COMMITTED,
        FAILED,
        LOST
    }

    private Outcome handle(Runs.Run run, String handler, boolean last) {
        for (int attempt = 1; attempt < Database.TRIES; attempt++) {
            try {
                return attempt(run, handler, last);
            } catch (Disturbed e) {
                LOG.debug(
                        "{} is begun again, because the database ended its transaction for another one", run.kept(), e);
            }
        }
        try {
            return attempt(run, handler, last);
        } catch (Disturbed e) {
            run.notCommitted(handler, e);
            return Outcome.FAILED;
        }
    }

    private Outcome attempt(Runs.Run run, String handler, boolean last) {
        Return returns = new Return(run.kept(), handler, last);
        try {
            transact(run, returns);
            run.returned(handler);
            return Outcome.COMMITTED;
        } catch (Undo undo) {
            if (undo.failure == null) {
                return Outcome.LOST;
            }
            run.failed(handler, undo.failure);
        } catch (Disturbed e) {
            throw e;
        } catch (RuntimeException e) {
            if (runs.settlement().isRecorded(run.kept(), handler)) {
                run.returned(handler);
                return Outcome.COMMITTED;
            }
            run.notCommitted(handler, e);
        }
        return Outcome.FAILED;
    }

    private void transact(Runs.Run run, Return returns) {
        boolean transaction = transactions.onDemand(
                connection -> begin(connection, returns),
                () -> handle(run, returns),
                connection -> conclude(connection, returns));
        if (!transaction && !runs.settlement().record(returns)) {
            throw new Undo(null);
        }
    }

    private void begin(Connection connection, Return returns) {
        boolean ours = recorded(() -> runs.settlement().begin(connection, returns));
        if (!ours) {
            throw new Undo(null);
        }
    }

    private static void handle(Runs.Run run, Return returns) {
        Failed failure = run.run(returns.handler());
        if (failure != null) {
            throw new Undo(failure);
        }
    }

    private void conclude(Connection connection, Return returns) {
        boolean together = recorded(() -> runs.settlement().conclude(connection, returns));
        if (!together) {
            throw new IllegalStateException(ENDED_UNASKED);
        }
    }

    private static boolean recorded(Database.Step<Boolean> step) {
        try {
            return step.take();
        } catch (SQLException e) {
            if (Database.endedForAnother(e)) {
                throw new Disturbed(e);
            }
            throw new InboxUnavailableException("The run could not be recorded", e);
        }
    }
}
