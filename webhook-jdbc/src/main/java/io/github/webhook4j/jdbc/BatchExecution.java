package io.github.webhook4j.jdbc;

import io.github.webhook4j.EventRunner.Failed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Many events in one transaction, with a savepoint before each handler. */
final class BatchExecution implements Execution {

    private static final int EVENTS = 50;

    private final Runs runs;
    private final TransactionRunner transactions;
    private final Execution alone;

    BatchExecution(Runs runs, TransactionRunner transactions) {
        this.runs = runs;
        this.transactions = transactions;
        this.alone = new ExactExecution(runs, transactions);
    }

    @Override
    public int most() {
        return EVENTS;
    }

    @Override
    public boolean runAlone(Kept event) {
        return alone.runAlone(event);
    }

    @Override
    public List<Kept> run(List<Kept> events, BooleanSupplier open) {
        if (!open.getAsBoolean()) {
            return events;
        }
        Map<Runs.Run, Ending> endings = new LinkedHashMap<>();
        // before the transaction: what cannot be read is ended by itself
        List<Runs.Run> begun =
                events.stream().map(runs::begin).filter(Objects::nonNull).toList();
        try {
            transactions.inTransaction(connection -> {
                try {
                    runAll(connection, begun, endings, open);
                } catch (SQLException e) {
                    throw new InboxUnavailableException("The batch failed", e);
                }
            });
        } catch (RuntimeException e) {
            // which of them it was is not known: each by itself, as far as it is still there to be run
            return alone.run(events, open);
        }
        endings.forEach(Runs.Run::ended);
        return begun.stream()
                .filter(run -> !endings.containsKey(run))
                .map(Runs.Run::kept)
                .toList();
    }

    private void runAll(
            Connection connection, List<Runs.Run> begun, Map<Runs.Run, Ending> endings, BooleanSupplier open)
            throws SQLException {
        List<Runs.Run> ours = ours(connection, begun);
        if (ours.isEmpty()) {
            return;
        }
        Kept first = ours.get(0).kept();
        runs.settlement().hold(connection, first);
        for (Runs.Run run : ours) {
            for (String handler : run.pending()) {
                handle(connection, run, handler);
            }
            endings.put(run, run.ending());
            // not before the first one, whose row is held: only its ending takes that out again
            if (!open.getAsBoolean()) {
                break;
            }
        }
        if (!runs.settlement().isHeld(connection, first)) {
            throw new IllegalStateException(ExactExecution.ENDED_UNASKED);
        }
        List<Kept> done = new ArrayList<>();
        for (Map.Entry<Runs.Run, Ending> entry : endings.entrySet()) {
            if (entry.getValue().state() == EventState.DONE) {
                done.add(entry.getKey().kept());
            } else {
                runs.settlement().end(connection, entry.getKey().kept(), entry.getValue());
            }
        }
        runs.settlement().allDone(connection, done);
    }

    /** Locks the rows that are still ours until the transaction ends. */
    private static List<Runs.Run> ours(Connection connection, List<Runs.Run> begun) throws SQLException {
        if (begun.isEmpty()) {
            return begun;
        }
        Map<Long, Long> fences = new HashMap<>();
        new Sql("SELECT seq, fence FROM webhook_event WHERE state = 'RUNNING' AND seq IN ")
                .in(begun.stream().map(run -> run.kept().seq()).toList())
                .add(" ORDER BY seq FOR UPDATE")
                .query(connection, row -> fences.put(row.getLong(1), row.getLong(2)));
        return begun.stream()
                .filter(run -> Long.valueOf(run.kept().fence())
                        .equals(fences.get(run.kept().seq())))
                .toList();
    }

    private static void handle(Connection connection, Runs.Run run, String handler) throws SQLException {
        Savepoint before = connection.setSavepoint();
        Failed failure = run.run(handler);
        if (failure == null) {
            connection.releaseSavepoint(before);
            run.returned(handler);
        } else {
            connection.rollback(before);
            run.failed(handler, failure);
        }
    }
}
