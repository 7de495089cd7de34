package io.github.webhook4j;

/**
 * Thrown by a handler for which no further try can help. A {@link DurableInbox} keeps the event as dead; without one, the
 * event is acknowledged, so that the sender does not deliver it again.
 */
public final class GiveUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Gives up.
     *
     * @param reason why, for the log and for those who look at dead events
     */
    public GiveUp(String reason) {
        super(reason);
    }

    /**
     * Gives up because of a failure.
     *
     * @param reason why, for the log and for those who look at dead events
     * @param cause the failure
     */
    public GiveUp(String reason, Throwable cause) {
        super(reason, cause);
    }
}
