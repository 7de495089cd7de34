package io.github.webhook4j.micronaut;

import io.github.webhook4j.HandlerMethod;
import io.github.webhook4j.WebhookEndpoint;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.inject.MethodExecutionHandle;
import io.micronaut.web.router.DefaultRouteBuilder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the endpoints when the server starts, and mounts them, for every method: the endpoint answers those it refuses. */
@Singleton
@SuppressWarnings("overrides") // the superclass overrides varargs by arrays
final class WebhookRoutes extends DefaultRouteBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRoutes.class);
    private static final String PATH = "/webhooks/";

    private final ApplicationContext beans;
    private final HttpServerConfiguration server;
    private final Map<String, WebhookEndpoint> mounted = new HashMap<>();

    WebhookRoutes(
            ApplicationContext beans,
            UriNamingStrategy naming,
            ConversionService conversions,
            HttpServerConfiguration server) {
        super(beans, naming, conversions);
        this.beans = beans;
        this.server = server;
    }

    @Inject
    void mount(List<EndpointProperties> configured, List<WebhookEndpoint> endpoints) {
        List<HandlerMethod> handlers = HandlerMethods.in(beans);
        if (!configured.isEmpty() && handlers.isEmpty()) {
            throw new ConfigurationException(
                    "There are endpoints, but no handler method: annotate one with @OnEvent, or with "
                            + "the provider's annotation, and put io.github.webhook4j:webhook-micronaut beside micronaut-inject-java "
                            + "among the compiler's annotationProcessorPaths");
        }
        for (EndpointProperties properties : configured) {
            String path = properties.path() == null ? PATH + properties.name() : properties.path();
            mount(path, properties.build(beans, handlers));
        }
        endpoints.forEach(endpoint -> mount(PATH + endpoint.name(), endpoint));
        handlers.forEach(this::requireEndpoint);
    }

    private void mount(String path, WebhookEndpoint endpoint) {
        if (mounted.putIfAbsent(path, endpoint) != null) {
            throw new ConfigurationException("Two endpoints are mounted at " + path);
        }
        if (server.getMaxRequestSize() < endpoint.maxBodyBytes()) {
            LOG.warn(
                    "Endpoint {} takes bodies of up to {} bytes, but the server refuses more than {}: set "
                            + "micronaut.server.max-request-size",
                    endpoint.name(),
                    endpoint.maxBodyBytes(),
                    server.getMaxRequestSize());
        }
        String uri = getUriNamingStrategy().resolveUri(path);
        Object route = beans.createBean(EndpointRoute.class, endpoint);
        MethodExecutionHandle<Object, Object> handle = beans.<Object, Object>findExecutionHandle(
                        route, "handle", HttpRequest.class)
                .orElseThrow();
        for (HttpMethod httpMethod : HttpMethod.values()) {
            buildRoute(httpMethod, uri, handle).consumesAll().produces(MediaType.ALL_TYPE);
        }
    }

    private void requireEndpoint(HandlerMethod handler) {
        String provider = handler.on().provider();
        if (!provider.isEmpty()
                && mounted.values().stream()
                        .noneMatch(endpoint -> endpoint.provider().name().equals(provider))) {
            throw new ConfigurationException(handler.name() + " is for provider " + provider
                    + ", but no endpoint of that provider is configured: set " + EndpointProperties.PREFIX + "."
                    + provider
                    + ".secrets");
        }
    }
}
