package io.github.webhook4j.spring;

import io.github.webhook4j.EndpointSettings;
import io.github.webhook4j.GuardSettings;
import io.github.webhook4j.SenderSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an application configures.
 *
 * @param guard what guards all of these endpoints
 * @param endpoints what receives webhooks, by name; the name is the provider's unless "provider" says otherwise
 */
@ConfigurationProperties("webhook4j")
record WebhookProperties(
        @DefaultValue Guard guard, @DefaultValue Map<String, Endpoint> endpoints) {

    /**
     * What guards the endpoints.
     *
     * @param trustedProxies the proxies in front of the application, addresses and ranges; none by default
     * @param proxyHeader what they write the address into, x-forwarded-for or forwarded; x-forwarded-for by default
     * @param addressesUnknown allow or refuse: what happens while a published list has never been loaded; required with such a list
     * @param rate how many verified deliveries each endpoint takes, such as 100/s; no limit by default
     * @param ratePerAddress how many requests each address may make to an endpoint; no limit by default
     * @param failuresPerAddress how many of them may fail verification; no limit by default
     */
    record Guard(
            @DefaultValue List<String> trustedProxies,
            @Nullable String proxyHeader,
            @Nullable String addressesUnknown,
            @Nullable String rate,
            @Nullable String ratePerAddress,
            @Nullable String failuresPerAddress) {

        GuardSettings settings() {
            return new GuardSettings(
                    trustedProxies, proxyHeader, addressesUnknown, rate, ratePerAddress, failuresPerAddress);
        }
    }

    /**
     * One endpoint.
     *
     * @param provider who sends; the endpoint's name by default
     * @param path where it is mounted, a path or a pattern such as "/hooks/{tenant}"; "/webhooks/" and its name by default
     * @param secrets the secrets, of which any may match; required unless a bean of type Secrets has the endpoint's name
     * @param addresses what requests may come from: addresses, ranges, or "published" for those that the provider publishes; any by
     *     default
     * @param maxBodySize how large a body may be; as the provider says by default
     * @param options the provider's options
     * @param api the options of the sender's API, such as token and target
     * @param subscribe how to subscribe at the sender when the application has started: url, on-start, secret-file, tunnel; not at all by
     *     default
     * @param recover how to fetch what has not arrived: on-start, every, within, log-file, url; not at all by default
     */
    record Endpoint(
            @Nullable String provider,
            @Nullable String path,
            @DefaultValue List<String> secrets,
            @DefaultValue List<String> addresses,
            @Nullable DataSize maxBodySize,
            @DefaultValue Map<String, String> options,
            @DefaultValue Map<String, String> api,
            @DefaultValue Map<String, String> subscribe,
            @DefaultValue Map<String, String> recover) {

        EndpointSettings named(String name) {
            Long limit = maxBodySize == null ? null : maxBodySize.toBytes();
            SenderSettings sender = new SenderSettings(api, subscribe, recover);
            return new EndpointSettings(name, provider, path, secrets, addresses, limit, options, sender);
        }

        @Override
        public String toString() {
            return "Endpoint[provider=" + provider + ", path=" + path + ", " + secrets.size() + " secrets]";
        }
    }
}
