package io.github.webhook4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The guard of all endpoints as an application's configuration describes it, for adapters to fill from their framework's properties.
 * Rates are counted for each endpoint on its own.
 *
 * @param trustedProxies the proxies in front of the application, addresses and ranges; none by default
 * @param proxyHeader what they write the address into: {@code x-forwarded-for}, the default, or {@code forwarded}
 * @param addressesUnknown {@code allow} or {@code refuse}: what happens while a published list has never been loaded; required with such
 *     a list
 * @param rate how many verified deliveries an endpoint takes, such as {@code 100/s}; {@code null} for no limit
 * @param ratePerAddress how many requests each address may make; {@code null} for no limit
 * @param failuresPerAddress how many requests of each address may fail verification; {@code null} for no limit
 */
public record GuardSettings(
        List<String> trustedProxies,
        @Nullable String proxyHeader,
        @Nullable String addressesUnknown,
        @Nullable String rate,
        @Nullable String ratePerAddress,
        @Nullable String failuresPerAddress) {

    /** What properties of the guard begin with. */
    public static final String PREFIX = "webhook4j.guard";

    /** Lets everything pass. */
    public static final GuardSettings NONE = new GuardSettings(List.of(), null, null, null, null, null);

    private static final String PUBLISHED = "published";

    /**
     * Copies the proxies.
     *
     * @param trustedProxies the proxies
     * @param proxyHeader what they write the address into, or {@code null}
     * @param addressesUnknown {@code allow}, {@code refuse} or {@code null}
     * @param rate how many verified deliveries, or {@code null}
     * @param ratePerAddress how many requests of each address, or {@code null}
     * @param failuresPerAddress how many failures of each address, or {@code null}
     */
    public GuardSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** The guard of one endpoint. */
    Guard guard(EndpointSettings endpoint, WebhookProvider provider) {
        Guard.Builder guard = Guard.builder().trustedProxies(proxies());
        if (addressesUnknown != null) {
            guard.whileUnknown(whileUnknown(addressesUnknown));
        }
        if (!endpoint.addresses().isEmpty()) {
            guard.addresses(list(endpoint, provider));
        }
        limit("rate", rate, guard::rate);
        limit("rate-per-address", ratePerAddress, guard::ratePerAddress);
        limit("failures-per-address", failuresPerAddress, guard::failuresPerAddress);
        return guard.build();
    }

    private static void limit(String property, @Nullable String text, Consumer<Rate> guard) {
        if (text != null) {
            guard.accept(read(PREFIX + "." + property, () -> Rate.parse(text)));
        }
    }

    /** What cannot be read is said together with where it stands. */
    private static <T> T read(String property, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(property + ": " + e.getMessage(), e);
        }
    }

    private TrustedProxies proxies() {
        TrustedProxies proxies = trustedProxies.isEmpty()
                ? TrustedProxies.none()
                : read(PREFIX + ".trusted-proxies", () -> TrustedProxies.of(trustedProxies.toArray(String[]::new)));
        if (proxyHeader == null || proxyHeader.equalsIgnoreCase("x-forwarded-for")) {
            return proxies;
        }
        if (proxyHeader.equalsIgnoreCase("forwarded")) {
            return proxies.usingForwarded();
        }
        throw new IllegalArgumentException(
                PREFIX + ".proxy-header is \"" + proxyHeader + "\": write x-forwarded-for or forwarded");
    }

    private AddressList list(EndpointSettings endpoint, WebhookProvider provider) {
        List<AddressList> lists = new ArrayList<>();
        List<String> ranges = endpoint.addresses().stream()
                .filter(range -> !range.equals(PUBLISHED))
                .toList();
        if (!ranges.isEmpty()) {
            lists.add(
                    read(EndpointSettings.PREFIX + "." + endpoint.name() + ".addresses", () -> AddressList.of(ranges)));
        }
        if (ranges.size() < endpoint.addresses().size()) {
            lists.add(AddressList.published(published(provider)));
        }
        return AddressList.anyOf(lists.toArray(AddressList[]::new));
    }

    /** Where nothing is said of the time before it is loaded, it is not asked for either. */
    private PublishedAddresses published(WebhookProvider provider) {
        PublishedAddresses published = provider.publishedAddresses();
        if (published == null) {
            throw new IllegalArgumentException(
                    "nothing is known of addresses that " + provider.name() + " publishes: write the ranges");
        }
        if (published.included().isEmpty() && addressesUnknown == null) {
            throw new IllegalArgumentException(
                    "the addresses that " + provider.name() + " publishes are not known until they are loaded: set "
                            + PREFIX + ".addresses-unknown to allow or to refuse");
        }
        return published;
    }

    private static Guard.WhileUnknown whileUnknown(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "allow" -> Guard.WhileUnknown.ALLOW;
            case "refuse" -> Guard.WhileUnknown.REFUSE;
            default ->
                throw new IllegalArgumentException(
                        PREFIX + ".addresses-unknown is \"" + text + "\": write allow or refuse");
        };
    }
}
