package io.github.webhook4j.test;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.RejectedException;
import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.WebhookResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request: whether its signature passes, and if not, why; what is answered; which events reach handlers.
 *
 * <pre>{@code
 * assertThat(Verdict.of(provider, request, Instant.ofEpochSecond(1767225600)).reason()).isEqualTo(Reason.TIMESTAMP_STALE);
 * }</pre>
 *
 * <p>Immutable, thread-safe.
 *
 * @param rejection why it was refused, or {@code null} if it was not
 * @param answer what the sender is told
 * @param events what reached handlers of all types
 */
public record Verdict(@Nullable RejectedException rejection, WebhookResponse answer, List<WebhookEvent> events) {

    /**
     * Copies the events.
     *
     * @param rejection why it was refused, or {@code null} if it was not
     * @param answer what the sender is told
     * @param events what reached handlers of all types
     */
    public Verdict {
        events = List.copyOf(events);
    }

    /**
     * The verdict of a new endpoint.
     *
     * @param provider whose request it is said to be
     * @param request the request; its body is read
     * @param now the endpoint's time
     * @return the verdict
     */
    public static Verdict of(WebhookProvider provider, WebhookRequest request, Instant now) {
        RecordedEvents recorded = new RecordedEvents();
        WebhookResponse answer = WebhookEndpoint.builder(provider)
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .listener(recorded)
                .on(EventType.of("*", JsonNode.class), recorded)
                .build()
                .handle(request);
        List<RejectedException> rejections = recorded.rejections();
        return new Verdict(rejections.isEmpty() ? null : rejections.get(0), answer, recorded.handled());
    }

    /**
     * Whether the signature is right, whatever the body then is.
     *
     * @return whether it is
     */
    public boolean isGenuine() {
        return rejection == null || rejection.reason() == Reason.EVENT_MALFORMED;
    }

    /**
     * Why it was refused.
     *
     * @return the reason, or {@code null} if it was not
     */
    public @Nullable Reason reason() {
        return rejection == null ? null : rejection.reason();
    }

    /**
     * The status of the answer.
     *
     * @return the status
     */
    public int status() {
        return answer.status();
    }

    /**
     * The body of the answer.
     *
     * @return the body as text
     */
    public String text() {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
