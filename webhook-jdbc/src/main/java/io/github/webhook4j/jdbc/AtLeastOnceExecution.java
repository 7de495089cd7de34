package io.github.webhook4j.jdbc;

import io.github.webhook4j.EventRunner.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** No transaction around handlers; what has been done is recorded many at a time. */
final class AtLeastOnceExecution implements Execution {

    private static final int EVENTS = 128;

    /** What slow handlers have done is recorded before there are many. */
    private static final long UNRECORDED_NANOS = 200_000_000;

    private final Runs runs;

    AtLeastOnceExecution(Runs runs) {
        this.runs = runs;
    }

    @Override
    public int most() {
        return EVENTS;
    }

    @Override
    public List<Kept> run(List<Kept> events, BooleanSupplier open) {
        List<Runs.Run> done = new ArrayList<>(events.size());
        long since = System.nanoTime();
        int begun = 0;
        while (begun < events.size() && open.getAsBoolean()) {
            Runs.Run run = handled(events.get(begun++));
            if (run != null && run.isSpotless()) {
                done.add(run);
            } else if (run != null) {
                run.end();
            }
            if (System.nanoTime() - since > UNRECORDED_NANOS) {
                record(done);
                since = System.nanoTime();
            }
        }
        record(done);
        return events.subList(begun, events.size());
    }

    private void record(List<Runs.Run> done) {
        runs.settlement().allDone(done.stream().map(Runs.Run::kept).toList());
        Ending ending = runs.settlement().done();
        done.forEach(run -> run.ended(ending));
        done.clear();
    }

    @Override
    public boolean runAlone(Kept event) {
        Runs.Run run = handled(event);
        return run == null || run.end().state() != EventState.WAITING;
    }

    private Runs.@Nullable Run handled(Kept event) {
        Runs.Run run = runs.begin(event);
        if (run == null) {
            return null;
        }
        for (String handler : run.pending()) {
            Failed failure = run.run(handler);
            if (failure == null) {
                run.returned(handler);
            } else {
                run.failed(handler, failure);
            }
        }
        return run;
    }
}
