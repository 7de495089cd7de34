package io.github.webhook4j.spring;

import io.github.webhook4j.EndpointSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an application configures.
 *
 * @param endpoints what receives webhooks, by name; the name is the provider's unless "provider" says otherwise
 */
@ConfigurationProperties("webhook4j")
record WebhookProperties(@DefaultValue Map<String, Endpoint> endpoints) {

    /**
     * One endpoint.
     *
     * @param provider who sends; the endpoint's name by default
     * @param path where it is mounted, a path or a pattern such as "/hooks/{tenant}"; "/webhooks/" and its name by default
     * @param secrets the secrets, of which any may match; required unless a bean of type Secrets has the endpoint's name
     * @param maxBodySize how large a body may be; as the provider says by default
     * @param options the provider's options
     */
    record Endpoint(
            @Nullable String provider,
            @Nullable String path,
            @DefaultValue List<String> secrets,
            @Nullable DataSize maxBodySize,
            @DefaultValue Map<String, String> options) {

        EndpointSettings named(String name) {
            Long limit = maxBodySize == null ? null : maxBodySize.toBytes();
            return new EndpointSettings(name, provider, path, secrets, limit, options);
        }

        @Override
        public String toString() {
            return "Endpoint[provider=" + provider + ", path=" + path + ", " + secrets.size() + " secrets]";
        }
    }
}
