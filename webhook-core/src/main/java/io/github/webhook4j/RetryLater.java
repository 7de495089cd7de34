package io.github.webhook4j;

import java.time.Duration;

/**
 * Thrown by a handler that cannot handle an event now and knows when it could. A {@link DurableInbox} runs it again then;
 * without one, the sender is answered 503 with {@code Retry-After}, which few senders heed.
 */
public final class RetryLater extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration delay;

    /**
     * Asks for another try.
     *
     * @param delay how long to wait, not negative
     * @throws IllegalArgumentException if the delay is negative
     */
    public RetryLater(Duration delay) {
        super("to be tried again in " + delay);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A delay of " + delay + " lies in the past");
        }
        this.delay = delay;
    }

    /**
     * How long to wait.
     *
     * @return the time
     */
    public Duration delay() {
        return delay;
    }
}
