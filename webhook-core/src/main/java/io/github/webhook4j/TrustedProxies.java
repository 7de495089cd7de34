package io.github.webhook4j;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proxies in front of an endpoint whose word about the client's address counts.
 *
 * <p>Each proxy appends the address that it was called from to a header. Anybody may send that header too, so it is read from
 * its end, for as long as the address that wrote an entry is a trusted proxy's: the first that is not is the client. Where an
 * entry is no address, the client is unknown. Immutable, thread-safe.
 */
public final class TrustedProxies {

    private static final TrustedProxies NONE = new TrustedProxies(List.of(), false);

    private static final int MOST_HOPS = 32;

    private static final int MOST_CHARS = 8 * 1024;

    private final List<AddressRange> ranges;
    private final boolean forwarded;

    private TrustedProxies(List<AddressRange> ranges, boolean forwarded) {
        this.ranges = ranges;
        this.forwarded = forwarded;
    }

    /**
     * No proxy is trusted: the client is who holds the connection, whatever headers say.
     *
     * @return no proxies
     */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * Trusts proxies, which append to {@code X-Forwarded-For}.
     *
     * @param ranges their addresses and ranges, as {@link AddressRange#parse} reads them
     * @return the proxies
     * @throws IllegalArgumentException if one is no range
     */
    public static TrustedProxies of(String... ranges) {
        return new TrustedProxies(Arrays.stream(ranges).map(AddressRange::parse).toList(), false);
    }

    /**
     * The same proxies, which append to RFC 7239's {@code Forwarded} instead. Only one of the two headers is ever read: most
     * proxies write one, and pass on what a stranger has written in the other.
     *
     * @return the proxies
     */
    public TrustedProxies usingForwarded() {
        return new TrustedProxies(ranges, true);
    }

    /** The address that the request comes from, or {@code null} if that cannot be told. */
    @Nullable
    InetAddress client(WebhookRequest request) {
        String peer = request.remoteAddress();
        InetAddress client = peer == null ? null : Addresses.parse(peer);
        if (client == null || !isTrusted(client)) {
            return client;
        }
        List<String> hops = hops(request.headers());
        if (hops == null) {
            return null;
        }
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            client = hops.size() - i > MOST_HOPS ? null : Addresses.parse(hops.get(i));
            if (client == null) {
                return null;
            }
        }
        return client;
    }

    boolean trustAny() {
        return !ranges.isEmpty();
    }

    private boolean isTrusted(InetAddress address) {
        return AddressList.verdict(ranges, address) == AddressList.Verdict.ALLOWED;
    }

    private @Nullable List<String> hops(WebhookHeaders headers) {
        List<String> lines = headers.all(forwarded ? "Forwarded" : "X-Forwarded-For");
        if (lines.stream().mapToLong(String::length).sum() > MOST_CHARS) {
            return null;
        }
        return forwarded ? ForwardedHops.of(lines) : plain(lines);
    }

    private static List<String> plain(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** How many ranges are trusted, and which header is read. */
    @Override
    public String toString() {
        return "TrustedProxies["
                + (ranges.isEmpty()
                        ? "none"
                        : AddressList.count(ranges) + (forwarded ? ", Forwarded" : ", X-Forwarded-For"))
                + "]";
    }
}
