package io.github.webhook4j;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the handlers of an event, all of them, and reports what they do. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    /** Whether all handlers have returned, and what the sender is to be told then. */
    record Outcome(boolean handled, @Nullable WebhookResponse answer) {}

    private final Handlers handlers;
    private final EndpointListener listener;
    private final @Nullable Duration deadline;

    Dispatcher(Handlers handlers, EndpointListener listener, @Nullable Duration deadline) {
        this.handlers = handlers;
        this.listener = listener;
        this.deadline = deadline;
    }

    boolean hasHandlers() {
        return !handlers.isEmpty();
    }

    Outcome dispatch(WebhookEvent event) {
        long start = System.nanoTime();
        List<Handler> matching = handlers.of(event.type());
        boolean handled = true;
        WebhookResponse answer = null;
        for (Handler handler : matching) {
            Outcome outcome = run(handler, event);
            handled &= outcome.handled();
            if (answer != null && outcome.answer() != null) {
                LOG.warn("{} is answered by several handlers; what {} returned is not sent", event, handler.name());
            }
            answer = answer == null ? outcome.answer() : answer;
        }
        if (handled) {
            listener.handled(event, matching.size(), since(start));
        }
        return new Outcome(handled, answer);
    }

    /** Whatever a handler throws, even an error, costs only this event, and only until its next delivery. */
    private Outcome run(Handler handler, WebhookEvent event) {
        long start = System.nanoTime();
        try {
            Object returned = handler.call().on(event);
            return new Outcome(true, returned == null ? null : answer(returned));
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            listener.failed(event, handler.name(), e);
            return new Outcome(false, null);
        } finally {
            reportIfSlow(handler, event, since(start));
        }
    }

    private void reportIfSlow(Handler handler, WebhookEvent event, Duration took) {
        if (deadline != null && took.compareTo(deadline.dividedBy(2)) > 0) {
            listener.slow(event, handler.name(), took);
        }
    }

    private static WebhookResponse answer(Object returned) {
        if (returned instanceof WebhookResponse response) {
            return response;
        }
        if (returned instanceof CharSequence text) {
            return WebhookResponse.text(text.toString());
        }
        return WebhookResponse.of("application/json", Json.write(returned));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
