package io.github.webhook4j;

import io.github.webhook4j.Delivery.Outcome;
import io.github.webhook4j.Inbox.Claim;
import io.github.webhook4j.RejectedException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way through an endpoint: the order of the steps is here, and nowhere else. */
final class Reception {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    /** How a request, or an event of it, ends. */
    private record End(
            Outcome outcome,
            WebhookResponse response,
            @Nullable RejectedException rejection) {
        End(Outcome outcome, WebhookResponse response) {
            this(outcome, response, null);
        }
    }

    private final WebhookEndpoint endpoint;
    private final WebhookProvider provider;
    private final EndpointListener listener;
    private final WebhookRequest request;
    private final boolean recovered;
    private final long start = System.nanoTime();
    private Instant arrivedAt = Instant.EPOCH;
    private EndpointGuard.Caller caller;
    private byte @Nullable [] body;
    private List<WebhookEvent> events = List.of();

    Reception(WebhookEndpoint endpoint, WebhookRequest request, boolean recovered) {
        this.endpoint = endpoint;
        this.provider = endpoint.provider();
        this.listener = endpoint.listener();
        this.request = request;
        this.recovered = recovered;
        this.caller = new EndpointGuard.Caller(null, request.remoteAddress());
    }

    WebhookResponse answer() {
        listener.arrived(endpoint, request);
        End end;
        try {
            end = receive();
        } catch (RejectedException e) {
            if (!recovered) {
                endpoint.guard().refused(caller, e);
            }
            end = new End(Outcome.REJECTED, Answers.to(e, provider), e);
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed on a request; please report this as a bug of webhook4j", endpoint, e);
            end = new End(Outcome.FAILED, Answers.FAILED);
        }
        listener.answered(delivery(end));
        if (end.rejection() != null && !recovered) {
            endpoint.diagnostics().refused(request, body, arrivedAt, end.rejection());
        }
        return end.response();
    }

    private Delivery delivery(End end) {
        return new Delivery(
                endpoint,
                request,
                caller.shown(),
                arrivedAt,
                Duration.ofNanos(System.nanoTime() - start),
                end.response(),
                end.outcome(),
                end.rejection(),
                events,
                recovered);
    }

    private End receive() {
        arrivedAt = endpoint.clock().instant();
        if (recovered) {
            return open(request.readBody(endpoint.maxBodyBytes()), arrivedAt, null);
        }
        caller = endpoint.guard().caller(request);
        requireMethod();
        endpoint.guard().admit(caller, request);
        if (!request.method().equals("POST")) {
            return new End(Outcome.GREETED, greeting());
        }
        SignatureClaim signature = provider.claim(request);
        byte[] read = request.readBody(endpoint.maxBodyBytes());
        body = read;
        Instant now = endpoint.clock().instant();
        SignatureClaim.Verified verified = verify(signature, read, now);
        endpoint.guard().verified();
        return open(read, now, verified);
    }

    private End open(byte[] read, Instant now, SignatureClaim.@Nullable Verified verified) {
        EventReader.Content content =
                provider.reader().read(request, read, verified == null ? null : verified.secret());
        WebhookResponse response = content.answer();
        if (response != null) {
            return new End(Outcome.GREETED, response);
        }
        WebhookEvent.Arrival arrival =
                new WebhookEvent.Arrival(request, read, now, verified == null ? -1 : verified.index());
        events = content.events().stream()
                .map(parts -> new WebhookEvent(endpoint.origin(), arrival, parts))
                .toList();
        return events.stream()
                .map(this::take)
                // of a batch, the delivery has failed if one event has
                .reduce((first, next) ->
                        next.response().status() > first.response().status() ? next : first)
                .orElse(new End(Outcome.UNHANDLED, provider.acknowledgement()));
    }

    private void requireMethod() {
        if (!request.method().equals("POST") && !provider.handshakeMethods().contains(request.method())) {
            throw new RejectedException(Reason.METHOD_NOT_ALLOWED, "the method is not POST");
        }
    }

    private WebhookResponse greeting() {
        WebhookResponse response = provider.greet(request);
        if (response == null) {
            throw new RejectedException(Reason.SIGNATURE_MISSING, "neither a signed POST nor a handshake");
        }
        return response;
    }

    private SignatureClaim.Verified verify(SignatureClaim signature, byte[] read, Instant now) {
        try {
            return signature.check(read, now);
        } catch (RejectedException e) {
            if (read.length == 0 && request.announcesBody()) {
                throw new RejectedException(Reason.BODY_CONSUMED, "the request announced a body but had none left", e);
            }
            throw e;
        }
    }

    private End take(WebhookEvent event) {
        listener.received(event);
        return endpoint.inbox() instanceof DurableInbox durable
                        && !endpoint.dispatcher().answers(event.type())
                ? keep(durable, event)
                : handle(event);
    }

    private End keep(DurableInbox durable, WebhookEvent event) {
        boolean isNew = ask(event, () -> durable.keep(event));
        listener.claimed(event, isNew ? Inbox.State.NEW : Inbox.State.DONE);
        return new End(isNew ? Outcome.KEPT : Outcome.DUPLICATE, provider.acknowledgement());
    }

    private End handle(WebhookEvent event) {
        Claim claim = ask(event, () -> endpoint.inbox().claim(event));
        listener.claimed(event, claim.state());
        if (claim.state() != Inbox.State.NEW) {
            boolean done = claim.state() == Inbox.State.DONE;
            return new End(Outcome.DUPLICATE, done ? provider.acknowledgement() : Answers.later());
        }
        Dispatcher.Outcome outcome = new Dispatcher.Outcome(Outcome.FAILED, null, null);
        try {
            outcome = endpoint.dispatcher().dispatch(event);
        } finally {
            settle(claim, outcome.ended());
        }
        return end(outcome);
    }

    private End end(Dispatcher.Outcome outcome) {
        if (!outcome.ended()) {
            Duration delay = outcome.delay();
            return new End(outcome.kind(), delay == null ? Answers.FAILED : Answers.later(delay));
        }
        WebhookResponse answer = outcome.answer();
        return new End(outcome.kind(), answer == null ? provider.acknowledgement() : answer);
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
                endpoint.inbox().complete(claim);
            } else {
                endpoint.inbox().release(claim);
            }
        } catch (RuntimeException e) {
            listener.unsettled(claim.event(), e);
        }
    }
}
