package io.github.webhook4j;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as its {@link DurableInbox} sees it: turns events into what can be kept and back, and runs their handlers, one
 * at a time. Immutable, thread-safe.
 */
public final class EventRunner {

    /** How a handler ended. */
    public sealed interface Result permits Handled, Failed {}

    /** The handler has returned. */
    public record Handled() implements Result {}

    /**
     * The handler threw, or the payload that it wants could not be bound.
     *
     * @param cause what it threw
     * @param last whether no further try can help
     * @param delay when it wants to be tried again, or {@code null} if it does not say
     */
    public record Failed(
            Throwable cause, boolean last, @Nullable Duration delay) implements Result {}

    private static final Handled HANDLED = new Handled();

    private final WebhookEvent.Origin origin;
    private final Dispatcher dispatcher;

    EventRunner(WebhookEvent.Origin origin, Dispatcher dispatcher) {
        this.origin = origin;
        this.dispatcher = dispatcher;
    }

    /**
     * The endpoint's name.
     *
     * @return the name
     */
    public String endpoint() {
        return origin.endpoint();
    }

    /**
     * Whom to tell of events that have been handled or are dead; {@link #run} tells of failures by itself.
     *
     * @return the endpoint's listeners, as one that never throws
     */
    public EndpointListener listener() {
        return origin.listener();
    }

    /**
     * What is to be kept of an event.
     *
     * @param event an event of this endpoint
     * @return the event, without headers that hold what proves or grants something
     */
    public KeptEvent strip(WebhookEvent event) {
        return event.kept(origin.provider().proofHeaders());
    }

    /**
     * An event that was kept, as it came in.
     *
     * @param kept the event
     * @return the event
     * @throws RuntimeException if its body cannot be read; it could not be read the next time either
     */
    public WebhookEvent restore(KeptEvent kept) {
        return WebhookEvent.restored(origin, kept);
    }

    /**
     * The handlers of a type of event.
     *
     * @param type the type
     * @return their names in the order in which they run, each once; empty if nothing handles the type
     */
    public List<String> handlers(String type) {
        return dispatcher.names(type);
    }

    /**
     * What events have in common that have to be handled in order, as the provider describes it.
     *
     * @param event an event of this endpoint
     * @return such as the id of the object that it is about, or {@code null} if there is none
     */
    public @Nullable String orderKey(WebhookEvent event) {
        return event.orderKey();
    }

    /**
     * Runs one handler, and tells the listener if it fails.
     *
     * @param event the event
     * @param handler one of {@link #handlers}
     * @return how it ended; whatever the handler throws is in it
     */
    public Result run(WebhookEvent event, String handler) {
        Throwable thrown = dispatcher.run(event, handler);
        if (thrown == null) {
            return HANDLED;
        }
        return new Failed(
                thrown,
                thrown instanceof GiveUp || thrown instanceof UnboundPayloadException,
                thrown instanceof RetryLater later ? later.delay() : null);
    }

    @Override
    public String toString() {
        return "EventRunner[" + endpoint() + "]";
    }
}
