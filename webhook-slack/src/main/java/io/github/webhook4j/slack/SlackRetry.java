package io.github.webhook4j.slack;

import io.github.webhook4j.WebhookEvent;
import org.jspecify.annotations.Nullable;

/**
 * That Slack sends an event again, and why: at once, after one minute, and after five more. For logs and figures only. A
 * retry may be the first delivery that arrived; whether an event was handled, the inbox knows.
 *
 * @param number 1 to 3
 * @param reason why the last delivery counts as failed: {@code http_timeout}, {@code http_error}, {@code ssl_error},
 *     {@code connection_failed}, {@code too_many_redirects} or {@code unknown_error}; empty if Slack does not say
 */
public record SlackRetry(int number, String reason) {

    /**
     * Reads the headers {@code X-Slack-Retry-Num} and {@code X-Slack-Retry-Reason}.
     *
     * @param event an event
     * @return the retry, or {@code null} for a first delivery
     */
    public static @Nullable SlackRetry of(WebhookEvent event) {
        String number = event.headers().first("X-Slack-Retry-Num");
        if (number == null || !number.matches("[0-9]{1,9}")) {
            return null;
        }
        String reason = event.headers().first("X-Slack-Retry-Reason");
        return new SlackRetry(Integer.parseInt(number), reason == null ? "" : reason);
    }
}
