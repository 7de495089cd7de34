package io.github.webhook4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused, with the reason. The reason is for listeners and the log: the caller only ever sees a status
 * without a body.
 *
 * <p>Has no stack trace: refusing forged requests must stay cheap.
 */
public final class RejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a request is refused. */
    public enum Reason {
        /** The request is no POST, nor of a method that the provider's handshakes use. */
        METHOD_NOT_ALLOWED,
        /** The request comes from an address that is on none of the endpoint's lists. */
        ADDRESS_NOT_ALLOWED,
        /** The list of addresses that the sender publishes could never be loaded, and the guard refuses while that is so. */
        ADDRESSES_UNKNOWN,
        /** More requests have come than the guard's rates allow. */
        RATE_EXCEEDED,
        /** The signature header is absent or empty. */
        SIGNATURE_MISSING,
        /** The signature header, or the timestamp beside it, is not of the sender's form. */
        SIGNATURE_MALFORMED,
        /** No configured secret makes this signature over these bytes. */
        SIGNATURE_MISMATCH,
        /** The signature is right but older than the tolerance: a replay, or a clock that is wrong. */
        TIMESTAMP_STALE,
        /** The signature is right but its time lies ahead by more than the tolerance. */
        TIMESTAMP_FUTURE,
        /** No secret is configured for this request. */
        SECRET_UNKNOWN,
        /** The source of the secrets failed. */
        SECRET_UNAVAILABLE,
        /** The body exceeds the endpoint's limit. */
        BODY_TOO_LARGE,
        /** Something in front of the endpoint has read the body already. */
        BODY_CONSUMED,
        /** The connection broke while the body was read. */
        BODY_UNREADABLE,
        /** The signature is right, but the body is not what this sender sends. */
        EVENT_MALFORMED,
        /** The inbox could not be asked. */
        INBOX_UNAVAILABLE
    }

    private final Reason reason;
    private final Duration delay;

    /**
     * A refusal.
     *
     * @param reason the reason
     * @param detail what was seen, without any secret, signature or body
     */
    public RejectedException(Reason reason, String detail) {
        this(reason, detail, null);
    }

    /**
     * A refusal that another failure led to.
     *
     * @param reason the reason
     * @param detail what was seen, without any secret, signature or body
     * @param cause the failure
     */
    public RejectedException(Reason reason, String detail, @Nullable Throwable cause) {
        super(reason + ": " + detail, cause, false, false);
        this.reason = reason;
        this.delay = Duration.ZERO;
    }

    /** Too many requests: the next may come after a delay. */
    RejectedException(String detail, Duration delay) {
        super(Reason.RATE_EXCEEDED + ": " + detail, null, false, false);
        this.reason = Reason.RATE_EXCEEDED;
        this.delay = delay;
    }

    /**
     * The reason.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /** After what time the sender may come again; zero unless a rate was exceeded. */
    Duration delay() {
        return delay;
    }
}
