package io.github.webhook4j.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SenderAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What has been delivered, or tried to be, since some time, by event.
 *
 * <p>All is read, and judged here: GitHub's filter {@code status=failure} goes by the status of the answer, so it leaves out what never
 * got one. Lists begin with the newest.
 */
final class DeliveryLists {

    /** How long after the first attempt somebody can ask for another: 3 days on github.com, 7 on a GitHub Enterprise Server. */
    private static final Duration REDELIVERED_WITHIN = Duration.ofDays(7);

    private final GitHubCalls calls;
    private final Instant from;
    private final Map<String, EventAttempts> events = new HashMap<>();

    DeliveryLists(GitHubCalls calls, Instant from) {
        this.calls = calls;
        this.from = from;
    }

    /** The events read so far, by GUID; two hooks that send to one URL have the same. */
    Map<String, EventAttempts> events() {
        return events;
    }

    void read(String list) {
        calls.pages(list, page -> read(list, page));
    }

    private boolean read(String list, SenderAnswer page) {
        Instant last = Instant.MAX;
        for (JsonNode delivery : GitHubCalls.elements(page)) {
            Attempt attempt = Attempt.of(list, page, delivery);
            last = attempt.at();
            keep(attempt);
        }
        return !last.isBefore(from) || (!last.isBefore(from.minus(REDELIVERED_WITHIN)) && lacksFirst());
    }

    private void keep(Attempt attempt) {
        if (attempt.outcome().ping()) {
            return;
        }
        if (attempt.at().isBefore(from)) {
            EventAttempts known = events.get(attempt.guid());
            if (known != null) {
                known.add(attempt);
            }
        } else {
            events.computeIfAbsent(attempt.guid(), absent -> new EventAttempts())
                    .add(attempt);
        }
    }

    /**
     * Whether an event of which only redeliveries have failed since then may have arrived before, or have been redelivered more often
     * than is seen.
     */
    private boolean lacksFirst() {
        return events.values().stream().anyMatch(EventAttempts::isCutOff);
    }
}
