package io.github.webhook4j;

import io.github.webhook4j.Inbox.Claim;
import io.github.webhook4j.RejectedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final WebhookResponse FAILED = WebhookResponse.of(500);
    private static final WebhookResponse LATER = later(Duration.ofSeconds(10));

    private final String name;
    private final WebhookProvider provider;
    private final Dispatcher dispatcher;
    private final Inbox inbox;
    private final EndpointListener listener;
    private final WebhookEvent.Origin origin;
    private final Clock clock;
    private final int maxBodyBytes;

    private WebhookEndpoint(Builder builder) {
        this.name = builder.name;
        this.provider = builder.provider;
        this.clock = builder.clock;
        this.inbox = builder.inbox;
        this.maxBodyBytes = builder.maxBodyBytes;
        List<EndpointListener> listeners = new ArrayList<>(List.of(new LoggingListener(name)));
        listeners.addAll(builder.listeners);
        this.listener = new Listeners(listeners);
        this.dispatcher =
                new Dispatcher(new Handlers(builder.handlers, provider.catalog()), listener, provider.deadline());
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
        listener.answered(request, response, Duration.ofNanos(System.nanoTime() - start));
        return response;
    }

    private WebhookResponse receive(WebhookRequest request) {
        if (!request.method().equals("POST")) {
            return greet(request);
        }
        SignatureClaim signature = provider.claim(request);
        byte[] body = request.readBody(maxBodyBytes);
        Instant now = clock.instant();
        SignatureClaim.Verified verified = verify(signature, request, body, now);
        EventReader.Content content = provider.reader().read(request, body, verified.secret());
        WebhookResponse response = content.answer();
        if (response != null) {
            listener.greeted(request);
            return response;
        }
        WebhookEvent.Delivery delivery = new WebhookEvent.Delivery(request, body, now, verified.index());
        return content.events().stream()
                .map(parts -> new WebhookEvent(origin, delivery, parts))
                .map(this::handleOnce)
                // of a batch, the delivery has failed if one event has
                .reduce((first, next) -> next.status() > first.status() ? next : first)
                .orElse(provider.acknowledgement());
    }

    private WebhookResponse greet(WebhookRequest request) {
        if (!provider.handshakeMethods().contains(request.method())) {
            throw new RejectedException(Reason.METHOD_NOT_ALLOWED, "the method is not POST");
        }
        WebhookResponse response = provider.greet(request);
        if (response == null) {
            throw new RejectedException(Reason.SIGNATURE_MISSING, "neither a signed POST nor a handshake");
        }
        listener.greeted(request);
        return response;
    }

    private static SignatureClaim.Verified verify(
            SignatureClaim signature, WebhookRequest request, byte[] body, Instant now) {
        try {
            return signature.check(body, now);
        } catch (RejectedException e) {
            if (body.length == 0 && request.announcesBody()) {
                throw new RejectedException(Reason.BODY_CONSUMED, "the request announced a body but had none left", e);
            }
            throw e;
        }
    }

    private WebhookResponse handleOnce(WebhookEvent event) {
        listener.received(event);
        return inbox instanceof DurableInbox durable && !dispatcher.answers(event.type())
                ? keep(durable, event)
                : handleNow(event);
    }

    private WebhookResponse keep(DurableInbox durable, WebhookEvent event) {
        if (ask(event, () -> durable.keep(event))) {
            listener.kept(event);
        } else {
            listener.duplicate(event, Inbox.State.DONE);
        }
        return provider.acknowledgement();
    }

    private WebhookResponse handleNow(WebhookEvent event) {
        Claim claim = ask(event, () -> inbox.claim(event));
        if (claim.state() != Inbox.State.NEW) {
            listener.duplicate(event, claim.state());
            return claim.state() == Inbox.State.DONE ? provider.acknowledgement() : LATER;
        }
        Dispatcher.Outcome outcome = new Dispatcher.Outcome(false, null, null);
        try {
            outcome = dispatcher.dispatch(event);
        } finally {
            settle(claim, outcome.ended());
        }
        if (!outcome.ended()) {
            return outcome.delay() == null ? FAILED : later(outcome.delay());
        }
        WebhookResponse answer = outcome.answer();
        return answer == null ? provider.acknowledgement() : answer;
    }

    private static <T> T ask(WebhookEvent event, Supplier<T> inbox) {
        try {
            return inbox.get();
        } catch (RuntimeException e) {
            throw new RejectedException(Reason.INBOX_UNAVAILABLE, "the inbox could not take " + event, e);
        }
    }

    private void settle(Claim claim, boolean ended) {
        try {
            if (ended) {
                inbox.complete(claim);
            } else {
                inbox.release(claim);
            }
        } catch (RuntimeException e) {
            listener.unsettled(claim.event(), e);
        }
    }

    private WebhookResponse answer(Reason reason) {
        return switch (reason) {
            case METHOD_NOT_ALLOWED -> WebhookResponse.of(405).with("Allow", allowedMethods());
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

    private static WebhookResponse later(Duration delay) {
        return WebhookResponse.of(503).with("Retry-After", Long.toString(delay.toSeconds()));
    }

    private String allowedMethods() {
        return Stream.concat(Stream.of("POST"), provider.handshakeMethods().stream())
                .collect(Collectors.joining(", "));
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

        EventCatalog catalog() {
            return provider.catalog();
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
