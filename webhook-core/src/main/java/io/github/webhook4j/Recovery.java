package io.github.webhook4j;

import io.github.webhook4j.MissedEvents.Missed;
import io.github.webhook4j.RecoveryLog.Position;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a sender for the events that have not arrived, and passes them through the endpoint: they are claimed, handled and observed as if
 * they had been delivered, in the order of their time. They are not verified by a signature but by where they come from, the sender's API.
 *
 * <p>Events that have come before are duplicates to the inbox: to one in a database always, to one in memory as far as it remembers. What
 * fails is asked for again the next time. How far it has come is in a {@link RecoveryLog}; a process that dies in the middle goes on
 * there. Thread-safe; runs one after the other.
 */
public final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private static final Duration WITHIN = Duration.ofDays(3);

    /** Senders list a failure some time after it: what is older is listed. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private static final Comparator<Missed> IN_ORDER =
            Comparator.comparing(Missed::at).thenComparing(Missed::id);

    private static final int SUCCESS = 200;
    private static final int NO_SUCCESS = 300;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    /** One may be an event that another delivery of is just being handled. */
    private static final int MOST_UNAVAILABLE_IN_A_ROW = 3;

    private final String endpoint;
    private final MissedEvents missed;
    private final Function<WebhookRequest, WebhookResponse> to;
    private final RecoveryLog log;
    private final Duration within;
    private final Clock clock;

    private Recovery(Builder builder) {
        this.endpoint = builder.endpoint;
        this.missed = builder.missed;
        this.to = builder.to;
        this.log = builder.log;
        this.within = builder.within;
        this.clock = builder.clock;
    }

    /**
     * What one run has done.
     *
     * @param recovered how many events were passed on and taken, duplicates included
     * @param left how many the sender delivers again by itself, or has no more
     * @param refused how many were refused for good, because they are not what the sender documents
     * @param failed how many failed, and are asked for again
     */
    public record Result(int recovered, int left, int refused, int failed) {}

    /**
     * Starts the recovery of an endpoint's events.
     *
     * @param endpoint the endpoint
     * @param missed what has not arrived there
     * @return a builder
     */
    public static Builder builder(WebhookEndpoint endpoint, MissedEvents missed) {
        return new Builder(endpoint.name(), missed, endpoint::recover);
    }

    /**
     * Starts the recovery of events that are handled elsewhere.
     *
     * @param name what the log knows it by
     * @param missed what has not arrived
     * @param to takes each event, as {@link WebhookEndpoint#handle} does, and answers as it does
     * @return a builder
     */
    public static Builder builder(String name, MissedEvents missed, Function<WebhookRequest, WebhookResponse> to) {
        return new Builder(name, missed, to);
    }

    /**
     * Recovers what has not arrived since the last run, or, the first time, within {@link Builder#within}. Blocks. If the endpoint answers
     * 503 three times in a row, because its inbox cannot be reached, the run ends early.
     *
     * @return what has been done
     * @throws SenderException if the sender refuses or cannot be asked; what was recovered before is remembered
     */
    public synchronized Result run() {
        Instant start = clock.instant();
        Position position = log.position(endpoint);
        Instant earliest = start.minus(within);
        Instant last = position.since();
        Instant since = last == null || last.isBefore(earliest) ? earliest : last;
        List<Missed> all = missed.since(since).stream().sorted(IN_ORDER).toList();
        List<Missed> open = all.stream()
                .filter(one -> !position.recovered().contains(one.id()))
                .toList();
        Run run = new Run(position.recovered());
        open.forEach(run::recover);
        log.reached(endpoint, run.position(start.minus(OVERLAP), all));
        Result result = run.result();
        if (!open.isEmpty()) {
            LOG.info("Recovery of endpoint {} since {}: {} of {} missed events", endpoint, since, result, open.size());
        }
        return result;
    }

    /** What a run has come to. */
    private final class Run {

        private final Set<String> done;
        private Instant firstOpen = Instant.MAX;
        private int unavailableInARow;
        private int recovered;
        private int left;
        private int refused;
        private int failed;

        Run(Set<String> done) {
            this.done = new HashSet<>(done);
        }

        void recover(Missed one) {
            if (unavailableInARow >= MOST_UNAVAILABLE_IN_A_ROW) {
                open(one);
                return;
            }
            Optional<WebhookRequest> request = missed.fetch(one);
            if (request.isEmpty()) {
                left++;
                done(one);
                return;
            }
            int status = to.apply(request.get()).status();
            unavailableInARow = status == UNAVAILABLE ? unavailableInARow + 1 : 0;
            if (status >= SUCCESS && status < NO_SUCCESS) {
                recovered++;
                done(one);
            } else if (status >= SERVER_ERROR) {
                open(one);
            } else {
                LOG.warn(
                        "Endpoint {} refuses the missed event {} with {}; it is not asked for again",
                        endpoint,
                        one.id(),
                        status);
                refused++;
                done(one);
            }
        }

        private void done(Missed one) {
            log.recovered(endpoint, one.id());
            done.add(one.id());
        }

        private void open(Missed one) {
            failed++;
            firstOpen = one.at().isBefore(firstOpen) ? one.at() : firstOpen;
        }

        /** Up to where all has been recovered, and what has been later. */
        Position position(Instant settled, List<Missed> all) {
            Instant until = firstOpen.isBefore(settled) ? firstOpen : settled;
            Set<String> later = new HashSet<>();
            all.stream()
                    .filter(one -> done.contains(one.id()) && !one.at().isBefore(until))
                    .forEach(one -> later.add(one.id()));
            return new Position(until, later);
        }

        Result result() {
            return new Result(recovered, left, refused, failed);
        }
    }

    @Override
    public String toString() {
        return "Recovery[" + endpoint + "]";
    }

    /** Builds a {@link Recovery}. Not thread-safe. */
    public static final class Builder {

        private final String endpoint;
        private final MissedEvents missed;
        private final Function<WebhookRequest, WebhookResponse> to;
        private RecoveryLog log = RecoveryLog.inMemory();
        private Duration within = WITHIN;
        private Clock clock = Clock.systemUTC();

        private Builder(String endpoint, MissedEvents missed, Function<WebhookRequest, WebhookResponse> to) {
            this.endpoint = endpoint;
            this.missed = missed;
            this.to = to;
        }

        /**
         * Sets what remembers how far it has come. Default: {@link RecoveryLog#inMemory()}.
         *
         * @param recoveryLog the log
         * @return this builder
         */
        public Builder log(RecoveryLog recoveryLog) {
            this.log = recoveryLog;
            return this;
        }

        /**
         * Says how far to look back at most. Default: 3 days, which is what GitHub remembers, and how long Stripe tries by itself.
         *
         * @param time the time
         * @return this builder
         */
        public Builder within(Duration time) {
            this.within = time;
            return this;
        }

        /**
         * Sets what tells the time. Default: the system's clock.
         *
         * @param now the clock
         * @return this builder
         */
        public Builder clock(Clock now) {
            this.clock = now;
            return this;
        }

        /**
         * Builds the recovery. Asks nobody.
         *
         * @return the recovery
         */
        public Recovery build() {
            return new Recovery(this);
        }
    }
}
