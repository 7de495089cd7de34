package io.github.webhook4j;

import io.github.webhook4j.Inbox.Claim;
import io.github.webhook4j.RejectedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private static final WebhookResponse OK = WebhookResponse.of(200);
    private static final WebhookResponse FAILED = WebhookResponse.of(500);
    private static final WebhookResponse LATER = WebhookResponse.of(503).with("Retry-After", "10");

    private final String name;
    private final WebhookProvider provider;
    private final Handlers handlers;
    private final Inbox inbox;
    private final EndpointListener listener;
    private final WebhookEvent.Origin origin;
    private final Clock clock;
    private final int maxBodyBytes;

    private WebhookEndpoint(Builder builder) {
        this.name = builder.name;
        this.provider = builder.provider;
        this.handlers = new Handlers(builder.handlers, provider.catalog());
        this.clock = builder.clock;
        this.inbox = builder.inbox;
        this.maxBodyBytes = builder.maxBodyBytes;
        List<EndpointListener> listeners = new ArrayList<>(List.of(new LoggingListener(name)));
        listeners.addAll(builder.listeners);
        this.listener = new Listeners(listeners);
        this.origin = new WebhookEvent.Origin(name, provider, listener);
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
        long start = System.nanoTime();
        WebhookResponse response;
        try {
            response = receive(request);
        } catch (RejectedException e) {
            listener.rejected(request, e);
            response = answer(e.reason());
        } catch (RuntimeException | Error e) {
            LOG.error("Endpoint {} failed on a request; please report this as a bug of webhook4j", name, e);
            response = FAILED;
        }
        listener.answered(request, response, since(start));
        return response;
    }

    private WebhookResponse receive(WebhookRequest request) {
        if (!request.method().equals("POST")) {
            throw new RejectedException(Reason.METHOD_NOT_ALLOWED, "the method is not POST");
        }
        Verifier.Signature signature = provider.signature(request);
        byte[] body = request.readBody(maxBodyBytes);
        Instant now = clock.instant();
        int secretIndex = verify(signature, request, body, now);
        WebhookEvent event = new WebhookEvent(
                origin, new WebhookEvent.Delivery(request, body, now, secretIndex), provider.parse(request, body));
        listener.received(event);
        return handleOnce(event);
    }

    private static int verify(Verifier.Signature signature, WebhookRequest request, byte[] body, Instant now) {
        try {
            return signature.verify(body, now);
        } catch (RejectedException e) {
            if (body.length == 0 && request.announcesBody()) {
                throw new RejectedException(Reason.BODY_CONSUMED, "the request announced a body but had none left", e);
            }
            throw e;
        }
    }

    private WebhookResponse handleOnce(WebhookEvent event) {
        Claim claim = claim(event);
        if (claim.state() != Inbox.State.NEW) {
            listener.duplicate(event, claim.state());
            return claim.state() == Inbox.State.DONE ? OK : LATER;
        }
        boolean handled = false;
        try {
            handled = dispatch(event);
        } finally {
            settle(claim, handled);
        }
        return handled ? OK : FAILED;
    }

    private Claim claim(WebhookEvent event) {
        try {
            return inbox.claim(event);
        } catch (RuntimeException e) {
            throw new RejectedException(Reason.INBOX_UNAVAILABLE, "the inbox could not claim " + event, e);
        }
    }

    private boolean dispatch(WebhookEvent event) {
        long start = System.nanoTime();
        List<Handler> matching = handlers.of(event.type());
        boolean handled = true;
        for (Handler handler : matching) {
            handled &= run(handler, event);
        }
        if (handled) {
            listener.handled(event, matching.size(), since(start));
        }
        return handled;
    }

    /** Whatever a handler throws, even an error, costs only this event, and only until its next delivery. */
    private boolean run(Handler handler, WebhookEvent event) {
        try {
            handler.call().on(event);
            return true;
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            listener.failed(event, handler.name(), e);
            return false;
        }
    }

    private void settle(Claim claim, boolean handled) {
        try {
            if (handled) {
                inbox.complete(claim);
            } else {
                inbox.release(claim);
            }
        } catch (RuntimeException e) {
            listener.unsettled(claim.event(), e);
        }
    }

    private static WebhookResponse answer(Reason reason) {
        return switch (reason) {
            case METHOD_NOT_ALLOWED -> WebhookResponse.of(405).with("Allow", "POST");
            case SIGNATURE_MISSING,
                    SIGNATURE_MALFORMED,
                    SIGNATURE_MISMATCH,
                    TIMESTAMP_STALE,
                    TIMESTAMP_FUTURE,
                    SECRET_UNKNOWN -> WebhookResponse.of(401);
            case BODY_TOO_LARGE -> WebhookResponse.of(413);
            case EVENT_MALFORMED -> WebhookResponse.of(400);
            case BODY_CONSUMED -> FAILED;
            case BODY_UNREADABLE, SECRET_UNAVAILABLE, INBOX_UNAVAILABLE -> LATER;
        };
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
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

        private Builder(WebhookProvider provider) {
            this.provider = provider;
            this.name = provider.name();
            this.maxBodyBytes = provider.maxBodyBytes();
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
         * Sets what remembers events. Default: {@link Inbox#inMemory()}, one for each endpoint.
         *
         * @param eventInbox the inbox
         * @return this builder
         */
        public Builder inbox(Inbox eventInbox) {
            this.inbox = eventInbox;
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
         * @throws IllegalArgumentException if a handler is for an unknown type, or for a payload that its type does not carry
         */
        public WebhookEndpoint build() {
            WebhookEndpoint endpoint = new WebhookEndpoint(this);
            if (endpoint.handlers.isEmpty()) {
                LOG.warn("Endpoint {} has no handler: it will acknowledge every event and do nothing with it", name);
            }
            return endpoint;
        }
    }
}
