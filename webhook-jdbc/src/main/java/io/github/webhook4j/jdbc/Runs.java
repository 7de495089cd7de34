package io.github.webhook4j.jdbc;

import io.github.webhook4j.EventRunner;
import io.github.webhook4j.EventRunner.Failed;
import io.github.webhook4j.WebhookEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What running an event has in common in all modes: what there is to run, and who is told how it ended. */
final class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcInbox.class);

    private final Map<String, EventRunner> runners;
    private final Settlement settlement;
    private final int tries;

    Runs(Map<String, EventRunner> runners, Settlement settlement, int tries) {
        this.runners = runners;
        this.settlement = settlement;
        this.tries = tries;
    }

    Settlement settlement() {
        return settlement;
    }

    /** An event with the handlers that it still has to be run by, or {@code null} if it is not to be run, which ends it. */
    @Nullable
    Run begin(Kept kept) {
        EventRunner runner = Objects.requireNonNull(runners.get(kept.event().endpoint()));
        Run run;
        try {
            run = new Run(kept, runner, runner.restore(kept.event()));
        } catch (RuntimeException e) {
            LOG.error("{} cannot be read, and is dead", kept, e);
            settlement.end(kept, settlement.dead("its body cannot be read: " + e.getMessage()));
            return null;
        }
        if (kept.attempts() > tries) {
            run.end(settlement.dead("each of " + tries + " tries ended with its process"));
            return null;
        }
        return run;
    }

    /** A run of one event. Not thread-safe. */
    final class Run {

        private final EventRunner runner;
        private final WebhookEvent event;
        private final long start = System.nanoTime();
        private final Map<String, Failed> failures = new LinkedHashMap<>();
        private Kept kept;

        private Run(Kept kept, EventRunner runner, WebhookEvent event) {
            this.kept = kept;
            this.runner = runner;
            this.event = event;
        }

        Kept kept() {
            return kept;
        }

        List<String> pending() {
            List<String> pending = new ArrayList<>(runner.handlers(event.type()));
            pending.removeAll(kept.handledBy());
            pending.removeAll(kept.gaveUp());
            return pending;
        }

        /** Whether all is well so far. */
        boolean isSpotless() {
            return failures.isEmpty() && kept.gaveUp().isEmpty();
        }

        /** Runs a handler, and returns its failure, if it failed. */
        @Nullable
        Failed run(String handler) {
            EventRunner.Result result = runner.run(event, handler);
            // or the thread would fail at the next connection, and H2 close its files
            if (Thread.interrupted()) {
                LOG.debug("{} left its thread interrupted", handler);
            }
            return result instanceof Failed failed ? failed : null;
        }

        void returned(String handler) {
            kept = kept.handledBy(handler);
        }

        void failed(String handler, Failed failure) {
            failures.put(handler, failure);
            if (failure.last()) {
                kept = kept.gaveUp(handler);
            }
        }

        /** A handler has returned, but what it did was not committed. */
        void notCommitted(String handler, RuntimeException cause) {
            runner.listener().failed(event, handler, cause);
            failures.put(handler, new Failed(cause, false, null));
        }

        Ending ending() {
            return settlement.ending(kept, failures);
        }

        /** Tells the listener, once the ending has been recorded. */
        void ended(Ending ending) {
            if (ending.state() == EventState.DONE) {
                int handlers = runner.handlers(event.type()).size();
                runner.listener().handled(event, handlers, Duration.ofNanos(System.nanoTime() - start));
            } else if (ending.state() == EventState.DEAD) {
                runner.listener().dead(event, Objects.requireNonNullElse(ending.failure(), ""));
            }
        }

        /** Records the ending in a transaction of its own, and tells the listener unless another node has the event. */
        Ending end() {
            return end(ending());
        }

        private Ending end(Ending ending) {
            if (settlement.end(kept, ending)) {
                ended(ending);
            }
            return ending;
        }
    }
}
