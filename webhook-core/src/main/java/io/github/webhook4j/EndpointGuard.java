package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A guard at work for one endpoint. Thread-safe. */
final class EndpointGuard {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    private static final int NETWORK_BYTES = 8;

    /** Who sends a request: the address behind the trusted proxies, if it is known and wanted, and how log lines show it. */
    record Caller(@Nullable InetAddress address, @Nullable String shown) {}

    private final String endpoint;
    private final Guard guard;
    private final @Nullable RateLimiter limiter;
    private final LineLimit complaints = new LineLimit(1);

    EndpointGuard(String endpoint, Guard guard, @Nullable RateLimiter limiter) {
        this.endpoint = endpoint;
        this.guard = guard;
        this.limiter = guard.needsLimiter() && limiter == null ? onClassPath() : limiter;
    }

    private static RateLimiter onClassPath() {
        return ServiceLoader.load(RateLimiter.class)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There are rates but nothing that counts: add "
                        + "io.github.webhook4j:webhook-bucket4j to the dependencies, or give a RateLimiter"));
    }

    Caller caller(WebhookRequest request) {
        if (!guard.needsAddress()) {
            return new Caller(null, request.remoteAddress());
        }
        InetAddress address = guard.proxies.client(request);
        return new Caller(address, address == null ? null : address.getHostAddress());
    }

    /** Refuses a request whose address is not allowed, or that comes too often; nothing but its headers has been read. */
    void admit(Caller caller, WebhookRequest request) {
        if (guard.addresses != null) {
            admit(guard.addresses, caller, request);
        }
        if (guard.failuresPerAddress != null) {
            require(
                    guard.failuresPerAddress,
                    "failures of " + caller.shown(),
                    rate -> limit().peek(failures(caller), rate));
        }
        if (guard.ratePerAddress != null) {
            require(
                    guard.ratePerAddress,
                    "requests from " + caller.shown(),
                    rate -> limit().take(endpoint + "/requests/" + network(caller), rate));
        }
        if (guard.rate != null) {
            require(guard.rate, "deliveries", rate -> limit().peek(endpoint, rate));
        }
    }

    /** A request has been verified: it is one of the endpoint's deliveries. */
    void verified() {
        if (guard.rate != null) {
            require(guard.rate, "deliveries", rate -> limit().take(endpoint, rate));
        }
    }

    /** A request has been refused: if a forger's would be, it is one of its address's failures. */
    void refused(Caller caller, RejectedException rejection) {
        if (guard.failuresPerAddress != null && Answers.isForgery(rejection.reason())) {
            ask(guard.failuresPerAddress, rate -> limit().take(failures(caller), rate));
        }
    }

    private void admit(AddressList addresses, Caller caller, WebhookRequest request) {
        InetAddress address = caller.address();
        if (address == null) {
            throw new RejectedException(
                    Reason.ADDRESS_NOT_ALLOWED, "the address it comes from is not known" + proxyAdvice(request));
        }
        switch (addresses.verdict(address)) {
            case NOT_ALLOWED ->
                throw new RejectedException(
                        Reason.ADDRESS_NOT_ALLOWED,
                        address.getHostAddress() + " is not among the allowed addresses" + proxyAdvice(request));
            case UNKNOWN -> {
                if (guard.whileUnknown == Guard.WhileUnknown.REFUSE) {
                    throw new RejectedException(
                            Reason.ADDRESSES_UNKNOWN, "the list of allowed addresses has never been loaded");
                }
            }
            case ALLOWED -> {}
        }
    }

    private String proxyAdvice(WebhookRequest request) {
        boolean forwarded = request.headers().first("X-Forwarded-For") != null
                || request.headers().first("Forwarded") != null;
        return forwarded && !guard.proxies.trustAny()
                ? "; it came through a proxy: if that is yours, name it among the trusted proxies"
                : "";
    }

    private void require(Rate rate, String what, Function<Rate, Duration> limited) {
        Duration wait = ask(rate, limited);
        if (!wait.isZero()) {
            throw new RejectedException("more " + what + " than " + rate, wait);
        }
    }

    private Duration ask(Rate rate, Function<Rate, Duration> limited) {
        try {
            return limited.apply(rate);
        } catch (RuntimeException e) {
            if (complaints.admit(System.nanoTime()) >= 0) {
                LOG.error("Endpoint {}: the rate limiter failed, so that its limits do not hold", endpoint, e);
            }
            return Duration.ZERO;
        }
    }

    private RateLimiter limit() {
        if (limiter == null) {
            throw new IllegalStateException("no RateLimiter");
        }
        return limiter;
    }

    private String failures(Caller caller) {
        return endpoint + "/failures/" + network(caller);
    }

    /** Whoever has one IPv6 address has 2^64 of them. */
    private static String network(Caller caller) {
        InetAddress address = caller.address();
        if (!(address instanceof Inet6Address)) {
            return address == null ? "unknown" : address.getHostAddress();
        }
        try {
            byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 2 * NETWORK_BYTES);
            return InetAddress.getByAddress(network).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
