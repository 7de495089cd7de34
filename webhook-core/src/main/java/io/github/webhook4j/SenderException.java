package io.github.webhook4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A sender's API refused what it was asked, or could not be asked. The message shows neither a secret nor what the API is called with. */
public final class SenderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The API does not know the token, or it has expired: 401. */
        UNAUTHORIZED("Is the token right, and not expired?"),
        /** The token may not do this: 403. */
        NOT_ALLOWED("The token lacks a right or scope."),
        /** It does not exist, or the token may not see it: 404. */
        NOT_FOUND("Is the target written right, and may the token see it?"),
        /** The sender takes no more subscriptions. */
        LIMIT_REACHED("Remove a subscription that nobody needs."),
        /** The sender cannot reach the URL, or does not accept it. */
        URL_NOT_ACCEPTED("The URL has to be public and https, and to answer while it is registered."),
        /** There is such a subscription already, which somebody else may have made at the same time. */
        ALREADY_THERE("Look at what there is, by list or plan."),
        /** Too many calls; {@link SenderException#retryAfter} says how long to wait, if the sender does. */
        RATE_LIMITED("Ask again later."),
        /** Refused for another reason. */
        REFUSED(""),
        /** The sender failed, did not answer in time, or could not be reached. */
        UNAVAILABLE("Ask again later."),
        /** The answer is not what the sender documents. */
        MALFORMED("Is the API's URL right?");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }

        /**
         * What a status alone says, for providers that read the rest of the answer.
         *
         * @param status an HTTP status of 400 or more
         * @return the reason
         */
        public static Reason of(int status) {
            return switch (status) {
                case 401 -> UNAUTHORIZED;
                case 403 -> NOT_ALLOWED;
                case 404, 410 -> NOT_FOUND;
                case 409 -> ALREADY_THERE;
                case 429 -> RATE_LIMITED;
                default -> status >= 500 ? UNAVAILABLE : REFUSED;
            };
        }
    }

    /**
     * What a provider makes out of an answer.
     *
     * @param reason why the sender refused
     * @param said the sender's own words; what is secret is removed from them
     * @param retryAfter how long to wait, where it is not in the header {@code Retry-After} or {@code X-RateLimit-Reset}; or {@code null}
     */
    public record Problem(
            Reason reason, String said, @Nullable Duration retryAfter) {
        /**
         * A problem whose time to wait, if any, is in the answer's headers.
         *
         * @param reason why the sender refused
         * @param said the sender's own words
         */
        public Problem(Reason reason, String said) {
            this(reason, said, null);
        }
    }

    private final Reason reason;
    private final @Nullable Duration retryAfter;

    SenderException(Reason reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message + (reason.advice.isEmpty() ? "" : " " + reason.advice), cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /**
     * Why.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * How long to wait before the next call.
     *
     * @return the time, or {@code null} if the sender does not say
     */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
