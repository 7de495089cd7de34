package io.github.webhook4j.github;

import io.github.webhook4j.SenderCall;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks GitHub to deliver events again. Thread-safe. */
final class Redelivery {

    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);

    /** What has failed so often needs somebody to look at it. */
    private static final int MOST = 3;

    /** GitHub's advice between calls that change something. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final GitHubCalls calls;
    private final boolean wanted;
    private long last = System.nanoTime() - PAUSE.toNanos();

    /**
     * Redelivery.
     *
     * @param calls calls GitHub
     * @param wanted whether it is how all events are recovered; otherwise it is for those that GitHub does not show whole
     */
    Redelivery(GitHubCalls calls, boolean wanted) {
        this.calls = calls;
        this.wanted = wanted;
    }

    GitHubCalls calls() {
        return calls;
    }

    boolean isWanted() {
        return wanted;
    }

    /** Asks for one, or, if it cannot be had, says so in the log. */
    void of(EventAttempts attempts) {
        Attempt newest = attempts.newest();
        if (attempts.redeliveries() >= MOST) {
            LOG.warn(
                    "GitHub has delivered event {} again {} times in vain; it is left",
                    newest.guid(),
                    attempts.redeliveries());
            return;
        }
        try {
            send(SenderCall.of("POST", newest.path() + "/attempts"));
        } catch (SenderException e) {
            if (!isFinal(e, newest)) {
                throw e;
            }
            LOG.warn("GitHub does not deliver event {} again; it is left", newest.guid(), e);
        }
    }

    private synchronized void send(SenderCall call) {
        long wait = PAUSE.toNanos() - (System.nanoTime() - last);
        try {
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait).plusMillis(1).toMillis());
            }
            calls.send(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted between two redeliveries; the next run goes on", e);
        } finally {
            last = System.nanoTime();
        }
    }

    /** Whether it would be refused the next time, too, and stand in the way of all later events. */
    private boolean isFinal(SenderException refusal, Attempt attempt) {
        return switch (refusal.reason()) {
            case REFUSED -> true;
            case NOT_FOUND -> !wanted || isGone(attempt);
            case NOT_ALLOWED -> !wanted;
            default -> false;
        };
    }

    /** Whether GitHub remembers an attempt no more; 404 is also the answer to a token that has lost its right. */
    boolean isGone(Attempt attempt) {
        try {
            calls.get(attempt.path());
            return false;
        } catch (SenderException e) {
            if (e.reason() != Reason.NOT_FOUND) {
                throw e;
            }
        }
        calls.send(SenderCall.of("GET", attempt.list()).query("per_page", "1"));
        return true;
    }
}
