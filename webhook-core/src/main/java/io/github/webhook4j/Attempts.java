package io.github.webhook4j;

import io.github.webhook4j.SenderException.Reason;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a call of a sender's API again where that is safe and may help. */
final class Attempts {

    private static final int MOST = 3;
    private static final long FIRST_WAIT_MILLIS = 250;

    private final Duration longestWait;

    Attempts(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /** A call without an answer. */
    private static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SenderException failure;
        private final boolean sent;

        Unanswered(SenderException failure, boolean sent) {
            super(failure.getMessage(), failure, false, false);
            this.failure = failure;
            this.sent = sent;
        }
    }

    /** A failure that is not an answer; whether the call may have arrived decides whether it may be made again. */
    RuntimeException unanswered(SenderException failure, boolean sent) {
        return new Unanswered(failure, sent);
    }

    SenderAnswer make(SenderCall call, Supplier<SenderAnswer> once) {
        for (int attempt = 1; ; attempt++) {
            SenderException failure;
            boolean again;
            try {
                return once.get();
            } catch (Unanswered e) {
                failure = e.failure;
                again = !e.sent || call.mayBeRepeated();
            } catch (SenderException e) {
                failure = e;
                // refused before anything was done; anything else that fails may have been done in part
                again = e.reason() == Reason.RATE_LIMITED || (e.reason() == Reason.UNAVAILABLE && call.mayBeRepeated());
            }
            Duration wait = wait(attempt, failure.retryAfter());
            if (!again || attempt == MOST || wait == null) {
                throw failure;
            }
            sleep(wait, failure);
        }
    }

    /** How long, with full jitter where the sender does not say; {@code null} if it wants longer than we wait. */
    private @Nullable Duration wait(int attempt, @Nullable Duration demanded) {
        if (demanded == null) {
            return Duration.ofMillis(ThreadLocalRandom.current().nextLong(FIRST_WAIT_MILLIS << attempt));
        }
        return demanded.compareTo(longestWait) > 0 ? null : demanded;
    }

    private static void sleep(Duration wait, SenderException failure) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
