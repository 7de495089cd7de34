package io.github.webhook4j.github;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All attempts to deliver one event to one URL, as far as they have been read. Not thread-safe. */
final class EventAttempts {

    private static final Comparator<Attempt> IN_TIME =
            Comparator.comparing(Attempt::at).thenComparing(Attempt::id);

    private final List<Attempt> all = new ArrayList<>(1);

    void add(Attempt attempt) {
        all.add(attempt);
    }

    boolean arrived() {
        return all.stream().anyMatch(attempt -> attempt.outcome().arrived());
    }

    int redeliveries() {
        return (int) all.stream().filter(attempt -> attempt.outcome().again()).count();
    }

    /** Whether there is at least one older attempt: the first one is nobody's wish. */
    boolean isCutOff() {
        return !arrived() && redeliveries() == all.size();
    }

    Attempt first() {
        return all.stream().min(IN_TIME).orElseThrow();
    }

    Attempt newest() {
        return all.stream().max(IN_TIME).orElseThrow();
    }

    /**
     * The id to recover it by: that of the event, and, once it has been redelivered in vain, of the newest attempt, too. So it is asked
     * for again, although it has been left to GitHub before.
     */
    String id() {
        Attempt newest = newest();
        return redeliveries() == 0 ? newest.guid() : newest.guid() + ":" + newest.id();
    }
}
