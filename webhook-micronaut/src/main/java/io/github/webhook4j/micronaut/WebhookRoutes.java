package io.github.webhook4j.micronaut;

import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.HandlerMethod;
import io.github.webhook4j.Inbox;
import io.github.webhook4j.RateLimiter;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.Upkeep;
import io.github.webhook4j.WebhookConsole;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEndpoints;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.inject.MethodExecutionHandle;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.web.router.DefaultRouteBuilder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the endpoints when the server starts, and mounts them, for every method: the endpoint answers those it refuses. */
@Singleton
@SuppressWarnings("overrides") // the superclass overrides varargs by arrays
final class WebhookRoutes extends DefaultRouteBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRoutes.class);

    private final ApplicationContext beans;
    private final HttpServerConfiguration server;

    WebhookRoutes(ApplicationContext beans, UriNamingStrategy naming, HttpServerConfiguration server) {
        super(beans, naming);
        this.beans = beans;
        this.server = server;
    }

    @Inject
    void mount(List<EndpointProperties> configured, GuardProperties guard, List<WebhookEndpoint> endpoints) {
        List<HandlerMethod> handlers = HandlerMethods.in(beans);
        if (!configured.isEmpty() && handlers.isEmpty()) {
            throw new ConfigurationException("There are endpoints but no handler method: annotate one, and add "
                    + "io.github.webhook4j:webhook-micronaut to the compiler's annotationProcessorPaths");
        }
        WebhookEndpoints all = new WebhookEndpoints(handlers, guard.settings());
        for (EndpointProperties properties : configured) {
            Optional<Secrets> secrets = beans.findBean(Secrets.class, Qualifiers.byName(properties.name()));
            all.add(properties.settings(), secrets.orElse(null), this::equip);
        }
        endpoints.forEach(all::add);
        all.byPath().forEach(this::mount);
        beans.findBean(WebhookConsole.class).ifPresent(console -> console.mounted(all.byPath()));
        beans.findBean(Upkeep.class).ifPresent(upkeep -> upkeep.mounted(all));
    }

    private void equip(WebhookEndpoint.Builder endpoint) {
        beans.findBean(Inbox.class).ifPresent(endpoint::inbox);
        beans.findBean(Clock.class).ifPresent(endpoint::clock);
        beans.findBean(RateLimiter.class).ifPresent(endpoint::rateLimiter);
        beans.getBeansOfType(EndpointListener.class).forEach(endpoint::listener);
    }

    private void mount(String path, WebhookEndpoint endpoint) {
        int limit = endpoint.maxBodyBytes();
        if (server.getMaxRequestSize() < limit) {
            LOG.warn("micronaut.server.max-request-size is less than the {} bytes that {} takes", limit, endpoint);
        }
        String uri = getUriNamingStrategy().resolveUri(path);
        Object route = beans.createBean(EndpointRoute.class, endpoint);
        Optional<MethodExecutionHandle<Object, Object>> handle =
                beans.findExecutionHandle(route, "handle", HttpRequest.class);
        for (HttpMethod httpMethod : HttpMethod.values()) {
            buildRoute(httpMethod, uri, handle.orElseThrow()).consumesAll().produces(MediaType.ALL_TYPE);
        }
    }
}
