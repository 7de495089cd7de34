package io.github.webhook4j.micronaut;

import io.github.webhook4j.GuardSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What guards the endpoints that are configured.
 *
 * @param trustedProxies the proxies in front of the application, addresses and ranges; none by default
 * @param proxyHeader what they write the address into, x-forwarded-for or forwarded; x-forwarded-for by default
 * @param addressesUnknown allow or refuse: what happens while a published list has never been loaded; required with such a list
 * @param rate how many verified deliveries each endpoint takes, such as 100/s; no limit by default
 * @param ratePerAddress how many requests each address may make to an endpoint; no limit by default
 * @param failuresPerAddress how many of them may fail verification; no limit by default
 */
@ConfigurationProperties(GuardSettings.PREFIX)
record GuardProperties(
        @Nullable List<String> trustedProxies,
        @Nullable String proxyHeader,
        @Nullable String addressesUnknown,
        @Nullable String rate,
        @Nullable String ratePerAddress,
        @Nullable String failuresPerAddress) {

    GuardSettings settings() {
        List<String> proxies = Objects.requireNonNullElse(trustedProxies, List.of());
        return new GuardSettings(proxies, proxyHeader, addressesUnknown, rate, ratePerAddress, failuresPerAddress);
    }
}
