package io.github.webhook4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the handlers of an event, all of them, and reports what they do. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    /**
     * How the handlers of an event ended.
     *
     * @param kind {@code HANDLED}, {@code UNHANDLED}, {@code DEAD} or {@code FAILED}
     * @param answer what the sender is to be told, if a handler says so
     * @param delay when it is to be tried again, if all that failed say so
     */
    record Outcome(
            Delivery.Outcome kind,
            @Nullable WebhookResponse answer,
            @Nullable Duration delay) {

        /** Whether all have returned or given up, so that the event is not handled again. */
        boolean ended() {
            return kind != Delivery.Outcome.FAILED;
        }
    }

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

    /** The handlers' names by the types or families that they are registered for. */
    Map<String, List<String>> registered() {
        return handlers.registered();
    }

    Outcome dispatch(WebhookEvent event) {
        long start = System.nanoTime();
        List<Handler> matching = handlers.of(event.type());
        List<Throwable> failures = new ArrayList<>(0);
        WebhookResponse answer = null;
        for (Handler handler : matching) {
            long handlerStart = System.nanoTime();
            EndpointListener.Scope scope = listener.handling(event, handler.name());
            try {
                answer = answer(event, handler, answer);
            } catch (Throwable e) {
                failures.add(failed(event, handler, e));
            } finally {
                scope.close();
                reportIfSlow(handler, event, since(handlerStart));
            }
        }
        if (failures.isEmpty()) {
            listener.handled(event, matching.size(), since(start));
            return new Outcome(
                    matching.isEmpty() ? Delivery.Outcome.UNHANDLED : Delivery.Outcome.HANDLED, answer, null);
        }
        return outcome(event, failures);
    }

    private @Nullable WebhookResponse answer(WebhookEvent event, Handler handler, @Nullable WebhookResponse answer)
            throws Throwable {
        Object returned = handler.call().on(event);
        if (answer != null && returned != null) {
            LOG.warn("{} is answered by several handlers; what {} returned is not sent", event, handler.name());
        }
        return answer != null || returned == null ? answer : answer(returned);
    }

    /** Whatever a handler throws, even an error, costs only this event. */
    private Throwable failed(WebhookEvent event, Handler handler, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        listener.failed(event, handler.name(), thrown);
        return thrown;
    }

    private Outcome outcome(WebhookEvent event, List<Throwable> failures) {
        if (failures.stream().allMatch(GiveUp.class::isInstance)) {
            listener.dead(event, "a handler gave up: " + failures.get(0).getMessage());
            return new Outcome(Delivery.Outcome.DEAD, null, null);
        }
        boolean later = failures.stream().allMatch(e -> e instanceof RetryLater || e instanceof GiveUp);
        Duration delay = !later
                ? null
                : failures.stream()
                        .filter(RetryLater.class::isInstance)
                        .map(e -> ((RetryLater) e).delay())
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        return new Outcome(Delivery.Outcome.FAILED, null, delay);
    }

    /** Whether a handler's result may be the answer to the sender, so that the event has to be handled within the request. */
    boolean answers(String type) {
        return handlers.of(type).stream().anyMatch(Handler::answers);
    }

    /** The names of a type's handlers; of several with one name, all but the first have a number, too. */
    List<String> names(String type) {
        return List.copyOf(byName(type).keySet());
    }

    /** Runs one handler of an event that has been kept; returns what it threw. */
    @Nullable
    Throwable run(WebhookEvent event, String name) {
        Handler handler = Objects.requireNonNull(byName(event.type()).get(name), name);
        EndpointListener.Scope scope = listener.handling(event, name);
        try {
            handler.call().on(event);
            return null;
        } catch (Throwable e) {
            return failed(event, handler, e);
        } finally {
            scope.close();
        }
    }

    private Map<String, Handler> byName(String type) {
        Map<String, Handler> named = new LinkedHashMap<>();
        for (Handler handler : handlers.of(type)) {
            String name = handler.name();
            for (int number = 2; named.putIfAbsent(name, handler) != null; number++) {
                name = handler.name() + " #" + number;
            }
        }
        return named;
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
