package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answers that no handler and no provider gives: every status of a refusal is here. None has a body, none says why. */
final class Answers {

    /** The sender delivers again, after a time of its own. */
    static final WebhookResponse FAILED = WebhookResponse.of(500);

    private static final Duration LATER = Duration.ofSeconds(10);

    private Answers() {}

    /** The sender is asked to deliver again soon: nothing is wrong with the request. */
    static WebhookResponse later() {
        return later(LATER);
    }

    static WebhookResponse later(Duration delay) {
        return retryAfter(503, delay);
    }

    static WebhookResponse to(RejectedException rejection, WebhookProvider provider) {
        return switch (rejection.reason()) {
            case METHOD_NOT_ALLOWED -> WebhookResponse.of(405).with("Allow", allowedMethods(provider));
            case ADDRESS_NOT_ALLOWED -> WebhookResponse.of(403);
            case RATE_EXCEEDED -> retryAfter(429, rejection.delay());
            case SIGNATURE_MISSING,
                    SIGNATURE_MALFORMED,
                    SIGNATURE_MISMATCH,
                    TIMESTAMP_STALE,
                    TIMESTAMP_FUTURE,
                    SECRET_UNKNOWN -> WebhookResponse.of(401);
            case BODY_TOO_LARGE -> WebhookResponse.of(413);
            case EVENT_MALFORMED -> WebhookResponse.of(400);
            case BODY_CONSUMED -> FAILED;
            case ADDRESSES_UNKNOWN, BODY_UNREADABLE, SECRET_UNAVAILABLE, INBOX_UNAVAILABLE -> later();
        };
    }

    /** Whether a refusal is one that a forger gets, so that it counts against the sender's address. */
    static boolean isForgery(Reason reason) {
        return switch (reason) {
            case SIGNATURE_MISSING,
                    SIGNATURE_MALFORMED,
                    SIGNATURE_MISMATCH,
                    TIMESTAMP_STALE,
                    TIMESTAMP_FUTURE,
                    SECRET_UNKNOWN -> true;
            default -> false;
        };
    }

    /** In whole seconds, as HTTP has it, and never sooner than it says. */
    private static WebhookResponse retryAfter(int status, Duration delay) {
        long seconds = Math.max(1, delay.plusNanos(999_999_999).toSeconds());
        return WebhookResponse.of(status).with("Retry-After", Long.toString(seconds));
    }

    private static String allowedMethods(WebhookProvider provider) {
        return Stream.concat(Stream.of("POST"), provider.handshakeMethods().stream())
                .collect(Collectors.joining(", "));
    }
}
