package io.github.webhook4j.micronaut;

import io.github.webhook4j.EndpointSettings;
import io.github.webhook4j.SenderSettings;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.convert.format.ReadableBytes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint, as an application configures it.
 *
 * @param name the endpoint's name
 * @param provider who sends; the endpoint's name by default
 * @param path where it is mounted; "/webhooks/" and the endpoint's name by default
 * @param secrets the secrets, of which any may match; required unless a bean of type Secrets has the endpoint's name
 * @param addresses what requests may come from: addresses, ranges, or "published" for those that the provider publishes; any by default
 * @param maxBodySize how large a body may be; as the provider says by default
 * @param options the provider's options
 * @param api the options of the sender's API, such as token and target
 * @param subscribe how to subscribe at the sender when the application has started: url, on-start, secret-file, tunnel; not at all by default
 * @param recover how to fetch what has not arrived: on-start, every, within, log-file, url; not at all by default
 */
@EachProperty(EndpointSettings.PREFIX)
record EndpointProperties(
        @Parameter String name,
        @Nullable String provider,
        @Nullable String path,
        @Nullable List<String> secrets,
        @Nullable List<String> addresses,
        @Nullable @ReadableBytes Long maxBodySize,

        @Nullable @MapFormat(transformation = MapFormat.MapTransformation.FLAT)
        Map<String, String> options,

        @Nullable @MapFormat(transformation = MapFormat.MapTransformation.FLAT)
        Map<String, String> api,

        @Nullable @MapFormat(transformation = MapFormat.MapTransformation.FLAT)
        Map<String, String> subscribe,

        @Nullable @MapFormat(transformation = MapFormat.MapTransformation.FLAT)
        Map<String, String> recover) {

    EndpointSettings settings() {
        List<String> any = Objects.requireNonNullElse(secrets, List.of());
        List<String> allowed = Objects.requireNonNullElse(addresses, List.of());
        SenderSettings sender = new SenderSettings(given(api), given(subscribe), given(recover));
        return new EndpointSettings(name, provider, path, any, allowed, maxBodySize, given(options), sender);
    }

    private static Map<String, String> given(@Nullable Map<String, String> map) {
        return Objects.requireNonNullElse(map, Map.of());
    }

    @Override
    public String toString() {
        return "EndpointProperties[" + name + "]";
    }
}
