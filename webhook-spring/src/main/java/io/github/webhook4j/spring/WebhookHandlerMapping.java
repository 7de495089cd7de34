package io.github.webhook4j.spring;

import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.HandlerMethod;
import io.github.webhook4j.Inbox;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.servlet.WebhookServlet;
import io.github.webhook4j.spring.WebhookProperties.Endpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Builds the endpoints when all singletons are there, which is before the server accepts requests, and mounts them. */
final class WebhookHandlerMapping extends SimpleUrlHandlerMapping implements SmartInitializingSingleton {

    private static final String PATH = "/webhooks/";

    private final WebhookProperties properties;
    private final ConfigurableListableBeanFactory beans;

    WebhookHandlerMapping(WebhookProperties properties, ConfigurableListableBeanFactory beans) {
        this.properties = properties;
        this.beans = beans;
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    /** Its text stands in Spring's message when two endpoints have one path. */
    private record Mount(WebhookEndpoint endpoint) implements HttpRequestHandler {
        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            WebhookServlet.handle(endpoint, request, response);
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<HandlerMethod> handlers = HandlerBeans.handlers(beans);
        List<WebhookEndpoint> mounted = new ArrayList<>();
        properties.endpoints().forEach((name, settings) -> {
            WebhookEndpoint endpoint = build(name, settings, handlers);
            mount(settings.path() == null ? PATH + name : settings.path(), endpoint);
            mounted.add(endpoint);
        });
        beans.getBeanProvider(WebhookEndpoint.class).orderedStream().forEach(endpoint -> {
            mount(PATH + endpoint.name(), endpoint);
            mounted.add(endpoint);
        });
        handlers.forEach(handler -> requireEndpoint(handler, mounted));
    }

    private void mount(String path, WebhookEndpoint endpoint) {
        registerHandlers(Map.of(path, new Mount(endpoint)));
    }

    private WebhookEndpoint build(String name, Endpoint settings, List<HandlerMethod> handlers) {
        try {
            String provider = settings.provider() == null ? name : settings.provider();
            WebhookEndpoint.Builder endpoint = WebhookEndpoint.builder(
                            WebhookProvider.named(provider, secrets(name, settings), settings.options()))
                    .name(name)
                    .handlerMethods(handlers);
            if (settings.maxBodySize() != null) {
                endpoint.maxBodyBytes(Math.toIntExact(settings.maxBodySize().toBytes()));
            }
            beans.getBeanProvider(Inbox.class).ifAvailable(endpoint::inbox);
            beans.getBeanProvider(Clock.class).ifUnique(endpoint::clock);
            beans.getBeanProvider(EndpointListener.class).orderedStream().forEach(endpoint::listener);
            return endpoint.build();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalStateException("webhook4j.endpoints." + name + ": " + e.getMessage(), e);
        }
    }

    private Secrets secrets(String name, Endpoint settings) {
        if (beans.containsBean(name) && beans.isTypeMatch(name, Secrets.class)) {
            return beans.getBean(name, Secrets.class);
        }
        if (settings.secrets().isEmpty()) {
            throw new IllegalArgumentException("no secret: set webhook4j.endpoints." + name
                    + ".secrets, or define a bean of type Secrets named " + name);
        }
        // Boot binds a placeholder that nothing resolves as it stands, and then everybody knows the secret
        if (settings.secrets().stream().anyMatch(secret -> secret.contains("${"))) {
            throw new IllegalArgumentException(
                    "a secret is a placeholder that nothing resolves: is its environment variable or property set?");
        }
        return Secrets.of(settings.secrets());
    }

    private static void requireEndpoint(HandlerMethod handler, List<WebhookEndpoint> mounted) {
        String provider = handler.on().provider();
        if (mounted.stream()
                .noneMatch(endpoint -> provider.isEmpty()
                        || provider.equals(endpoint.provider().name()))) {
            String name = provider.isEmpty() ? "<provider>" : provider;
            throw new IllegalStateException(handler.name() + " is for provider " + name
                    + ", but no endpoint of that provider is configured: set webhook4j.endpoints." + name + ".secrets");
        }
    }
}
