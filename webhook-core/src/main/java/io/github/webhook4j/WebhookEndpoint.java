package io.github.webhook4j;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands behind one URL: verifies, parses, claims, dispatches and settles each delivery, always in this order.
 *
 * <pre>{@code
 * WebhookEndpoint endpoint = WebhookEndpoint.builder(Stripe.provider(Secrets.of(secret)))
 *         .on(StripeEvents.INVOICE_PAID, (invoice, event) -> ledger.credit(invoice))
 *         .build();
 * }</pre>
 *
 * <p>Immutable, thread-safe.
 */
public final class WebhookEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    private final String name;
    private final WebhookProvider provider;
    private final Dispatcher dispatcher;
    private final Inbox inbox;
    private final EndpointListener listener;
    private final WebhookEvent.Origin origin;
    private final Clock clock;
    private final int maxBodyBytes;
    private final EndpointGuard guard;
    private final Diagnostics diagnostics;

    private WebhookEndpoint(Builder builder) {
        this.name = builder.name;
        this.provider = builder.provider;
        this.clock = builder.clock;
        this.inbox = builder.inbox;
        this.maxBodyBytes = builder.maxBodyBytes;
        this.diagnostics = new Diagnostics(this);
        this.guard = new EndpointGuard(name, builder.guard, builder.rateLimiter);
        List<EndpointListener> listeners = new ArrayList<>(List.of(new LoggingListener(name)));
        listeners.addAll(builder.listeners);
        this.listener = new Listeners(listeners);
        Handlers handlers = new Handlers(builder.handlers, provider.catalog());
        this.dispatcher = new Dispatcher(handlers, listener, provider.deadline());
        this.origin = new WebhookEvent.Origin(name, provider, listener, handlers.families());
    }

    /**
     * Starts an endpoint.
     *
     * @param provider who sends
     * @return a builder
     */
    public static Builder builder(WebhookProvider provider) {
        return new Builder(provider);
    }

    /**
     * The name.
     *
     * @return the name; the provider's unless another was given
     */
    public String name() {
        return name;
    }

    /**
     * Who sends.
     *
     * @return the provider
     */
    public WebhookProvider provider() {
        return provider;
    }

    /**
     * How large a body may be.
     *
     * @return the limit in bytes
     */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /**
     * Receives one delivery. Blocks while handlers run.
     *
     * @param request the request
     * @return the answer to the sender; never an exception
     */
    public WebhookResponse handle(WebhookRequest request) {
        return new Reception(this, request, false).answer();
    }

    /** Takes what the sender's API has handed out: it is neither guarded nor verified, and no handshake. */
    WebhookResponse recover(WebhookRequest request) {
        return new Reception(this, request, true).answer();
    }

    EndpointListener listener() {
        return listener;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Inbox inbox() {
        return inbox;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    EndpointGuard guard() {
        return guard;
    }

    Clock clock() {
        return clock;
    }

    WebhookEvent.Origin origin() {
        return origin;
    }

    @Override
    public String toString() {
        return "WebhookEndpoint[" + name + "]";
    }

    /** Builds a {@link WebhookEndpoint}. Not thread-safe. */
    public static final class Builder {

        private final WebhookProvider provider;
        private final List<Handler> handlers = new ArrayList<>();
        private final List<EndpointListener> listeners = new ArrayList<>();
        private String name;
        private int maxBodyBytes;
        private Clock clock = Clock.systemUTC();
        private Inbox inbox = Inbox.inMemory();
        private Guard guard = Guard.NONE;
        private @Nullable RateLimiter rateLimiter;

        private Builder(WebhookProvider provider) {
            this.provider = provider;
            this.name = provider.name();
            this.maxBodyBytes = provider.maxBodyBytes();
        }

        WebhookProvider provider() {
            return provider;
        }

        /**
         * Names the endpoint, where one provider has several. Default: the provider's name.
         *
         * @param endpointName the name, which events and log lines carry
         * @return this builder
         */
        public Builder name(String endpointName) {
            this.name = endpointName;
            return this;
        }

        /**
         * Registers a handler.
         *
         * @param <T> the payload
         * @param type the type or family to handle
         * @param handler what to do
         * @return this builder
         */
        public <T> Builder on(EventType<T> type, EventHandler<? super T> handler) {
            handlers.add(Handler.of(type, handler));
            return this;
        }

        /**
         * Registers a handler whose result becomes the body of the answer.
         *
         * @param <T> the payload
         * @param type the type or family to handle
         * @param handler what to do
         * @return this builder
         */
        public <T> Builder answer(EventType<T> type, AnsweringHandler<? super T> handler) {
            handlers.add(Handler.answering(type, handler));
            return this;
        }

        /**
         * Registers the annotated methods of objects, as far as they are for this provider.
         *
         * @param beans objects with methods annotated {@link OnEvent} or with a provider's annotation
         * @return this builder
         * @throws IllegalArgumentException if an object has none, or a method cannot be a handler
         */
        public Builder handlers(Object... beans) {
            Arrays.stream(beans).map(HandlerMethod::of).forEach(this::handlerMethods);
            return this;
        }

        /**
         * Registers annotated methods that an adapter has found, as far as they are for this provider.
         *
         * @param methods the methods
         * @return this builder
         * @throws IllegalArgumentException if a method takes what no handler can take
         */
        public Builder handlerMethods(List<HandlerMethod> methods) {
            methods.stream()
                    .filter(method -> method.on().provider().isEmpty()
                            || method.on().provider().equals(provider.name()))
                    .flatMap(method -> Handler.of(method, provider))
                    .forEach(handlers::add);
            return this;
        }

        /**
         * Sets what remembers events. Default: {@link Inbox#inMemory()}, one for each endpoint. With a {@link DurableInbox} an event
         * is acknowledged as soon as it is kept, and its handlers run later.
         *
         * @param eventInbox the inbox
         * @return this builder
         */
        public Builder inbox(Inbox eventInbox) {
            this.inbox = eventInbox;
            return this;
        }

        /**
         * Sets what is asked of requests before their bodies are read. Default: nothing.
         *
         * @param asked the guard
         * @return this builder
         */
        public Builder guard(Guard asked) {
            this.guard = asked;
            return this;
        }

        /**
         * Sets what counts for the guard's rates. Default: that of {@code webhook-bucket4j}, in memory, one for each endpoint.
         *
         * @param limiter the counter
         * @return this builder
         */
        public Builder rateLimiter(RateLimiter limiter) {
            this.rateLimiter = limiter;
            return this;
        }

        /**
         * Adds an observer. The endpoint logs by itself.
         *
         * @param listener the observer
         * @return this builder
         */
        public Builder listener(EndpointListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Sets what tells the time that signatures are compared with. Default: the system's clock.
         *
         * @param receiverClock the clock
         * @return this builder
         */
        public Builder clock(Clock receiverClock) {
            this.clock = receiverClock;
            return this;
        }

        /**
         * Sets how large a body may be. Default: the provider's limit.
         *
         * @param bytes the limit, at least 1
         * @return this builder
         */
        public Builder maxBodyBytes(int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("A limit of " + bytes + " bytes refuses every body");
            }
            this.maxBodyBytes = bytes;
            return this;
        }

        /**
         * Builds the endpoint, and checks the handlers.
         *
         * @return the endpoint
         * @throws IllegalArgumentException if a handler is for an unknown type, or for a payload that its type does not carry, or if
         *     the guard has rates and nothing counts
         */
        public WebhookEndpoint build() {
            WebhookEndpoint endpoint = new WebhookEndpoint(this);
            Diagnostics.add(endpoint);
            if (inbox instanceof DurableInbox durable) {
                durable.attach(new EventRunner(endpoint.origin, endpoint.dispatcher));
            }
            if (!endpoint.dispatcher.hasHandlers()) {
                LOG.warn("Endpoint {} has no handler: it will acknowledge every event and do nothing with it", name);
            }
            return endpoint;
        }
    }
}
