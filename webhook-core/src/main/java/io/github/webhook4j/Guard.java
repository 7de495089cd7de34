package io.github.webhook4j;

import org.jspecify.annotations.Nullable;

/**
 * What an endpoint asks of a request before it reads its body: that it comes from an address the sender has, and not more often than
 * it should. A request that is refused costs no verification.
 *
 * <pre>{@code
 * Guard.builder()
 *         .addresses(AddressList.of("192.0.2.0/24"))
 *         .trustedProxies(TrustedProxies.of("10.0.0.0/8"))
 *         .failuresPerAddress(Rate.parse("20/m"))
 *         .build();
 * }</pre>
 *
 * <p>Addresses tell little of who sends: they are no replacement for signatures, which are verified all the same. Immutable,
 * thread-safe.
 */
public final class Guard {

    /** What becomes of requests while the list of a sender's addresses has never been loaded. */
    public enum WhileUnknown {
        /** They pass, and their signature decides. */
        ALLOW,
        /** They are refused with 503, so that a sender that tries again gets through later. */
        REFUSE
    }

    static final Guard NONE = builder().build();

    final @Nullable AddressList addresses;
    final WhileUnknown whileUnknown;
    final TrustedProxies proxies;
    final @Nullable Rate rate;
    final @Nullable Rate ratePerAddress;
    final @Nullable Rate failuresPerAddress;

    private Guard(Builder builder) {
        this.addresses = builder.addresses;
        this.whileUnknown = builder.whileUnknown == null ? WhileUnknown.REFUSE : builder.whileUnknown;
        this.proxies = builder.proxies;
        this.rate = builder.rate;
        this.ratePerAddress = builder.ratePerAddress;
        this.failuresPerAddress = builder.failuresPerAddress;
    }

    /**
     * Starts a guard that lets everything pass.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether it has to know where requests come from. */
    boolean needsAddress() {
        return addresses != null || ratePerAddress != null || failuresPerAddress != null;
    }

    boolean needsLimiter() {
        return rate != null || ratePerAddress != null || failuresPerAddress != null;
    }

    @Override
    public String toString() {
        return "Guard[addresses=" + addresses + ", rate=" + rate + ", per address=" + ratePerAddress + ", failures="
                + failuresPerAddress + "]";
    }

    /** Builds a {@link Guard}. Not thread-safe. */
    public static final class Builder {

        private @Nullable AddressList addresses;
        private @Nullable WhileUnknown whileUnknown;
        private TrustedProxies proxies = TrustedProxies.none();
        private @Nullable Rate rate;
        private @Nullable Rate ratePerAddress;
        private @Nullable Rate failuresPerAddress;

        private Builder() {}

        /**
         * Names the addresses that requests may come from; others are refused with 403. Default: any.
         *
         * @param allowed the addresses; a published list that may not be there at first needs {@link #whileUnknown} said, too
         * @return this builder
         */
        public Builder addresses(AddressList allowed) {
            this.addresses = allowed;
            return this;
        }

        /**
         * Says what happens while a published list has never been loaded. No default: who names such a list has to say it.
         *
         * @param policy whether requests pass
         * @return this builder
         */
        public Builder whileUnknown(WhileUnknown policy) {
            this.whileUnknown = policy;
            return this;
        }

        /**
         * Names the proxies in front of the application, which are believed whom they got a request from. Default: none, so that
         * the address is the one that the connection comes from, and no header can change it.
         *
         * @param trusted the proxies
         * @return this builder
         */
        public Builder trustedProxies(TrustedProxies trusted) {
            this.proxies = trusted;
            return this;
        }

        /**
         * Limits the verified deliveries of the endpoint. Forged requests use nothing of it up. Default: no limit.
         *
         * @param most how many may come; further ones are refused with 429
         * @return this builder
         */
        public Builder rate(Rate most) {
            this.rate = most;
            return this;
        }

        /**
         * Limits the requests from each address; of IPv6, from each network of 64 bits. Default: no limit.
         *
         * @param most how many may come; further ones are refused with 429
         * @return this builder
         */
        public Builder ratePerAddress(Rate most) {
            this.ratePerAddress = most;
            return this;
        }

        /**
         * Limits the requests from each address that fail verification: once they are used up, nothing of that address is read
         * until some time has passed. Name the proxies in front, or a forger shares its address with the sender. Default: no limit.
         *
         * @param most how many may fail; further requests are refused with 429
         * @return this builder
         */
        public Builder failuresPerAddress(Rate most) {
            this.failuresPerAddress = most;
            return this;
        }

        /**
         * Builds the guard.
         *
         * @return the guard
         * @throws IllegalStateException if a list may be unknown at first and {@link #whileUnknown} was not said
         */
        public Guard build() {
            if (addresses != null && addresses.mayBeUnknown() && whileUnknown == null) {
                throw new IllegalStateException(
                        "Nothing is known of " + addresses + " until it is loaded: say whether requests "
                                + "pass until then, by whileUnknown(ALLOW) or whileUnknown(REFUSE)");
            }
            return new Guard(this);
        }
    }
}
