package io.github.webhook4j.micronaut;

import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.HandlerMethod;
import io.github.webhook4j.Inbox;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.convert.format.ReadableBytes;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.time.Clock;
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
 * @param maxBodySize how large a body may be; as the provider says by default
 * @param options the provider's options
 */
@EachProperty(EndpointProperties.PREFIX)
record EndpointProperties(
        @Parameter String name,
        @Nullable String provider,
        @Nullable String path,
        @Nullable List<String> secrets,
        @Nullable @ReadableBytes Integer maxBodySize,

        @Nullable @MapFormat(transformation = MapFormat.MapTransformation.FLAT)
        Map<String, String> options) {

    static final String PREFIX = "webhook4j.endpoints";

    WebhookEndpoint build(BeanContext beans, List<HandlerMethod> handlers) {
        try {
            WebhookProvider sender = WebhookProvider.named(
                    Objects.requireNonNullElse(provider, name),
                    secrets(beans),
                    Objects.requireNonNullElse(options, Map.of()));
            WebhookEndpoint.Builder endpoint =
                    WebhookEndpoint.builder(sender).name(name).handlerMethods(handlers);
            if (maxBodySize != null) {
                endpoint.maxBodyBytes(maxBodySize);
            }
            beans.findBean(Inbox.class).ifPresent(endpoint::inbox);
            beans.findBean(Clock.class).ifPresent(endpoint::clock);
            beans.getBeansOfType(EndpointListener.class).forEach(endpoint::listener);
            return endpoint.build();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(PREFIX + "." + name + ": " + e.getMessage(), e);
        }
    }

    private Secrets secrets(BeanContext beans) {
        return beans.findBean(Secrets.class, Qualifiers.byName(name)).orElseGet(() -> {
            if (secrets == null || secrets.isEmpty()) {
                throw new IllegalArgumentException("no secret: set " + PREFIX + "." + name
                        + ".secrets, or define a bean of type Secrets named " + name);
            }
            return Secrets.of(secrets);
        });
    }

    @Override
    public String toString() {
        return "EndpointProperties[" + name + "]";
    }
}
