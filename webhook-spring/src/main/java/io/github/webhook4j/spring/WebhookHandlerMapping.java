package io.github.webhook4j.spring;

import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.Inbox;
import io.github.webhook4j.RateLimiter;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.Upkeep;
import io.github.webhook4j.WebhookConsole;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEndpoints;
import io.github.webhook4j.servlet.WebhookServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Builds the endpoints when all singletons are there, which is before the server accepts requests, and mounts them. */
final class WebhookHandlerMapping extends SimpleUrlHandlerMapping implements SmartInitializingSingleton {

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
        WebhookEndpoints all = new WebhookEndpoints(
                HandlerBeans.handlers(beans), properties.guard().settings());
        properties.endpoints().forEach((name, settings) -> all.add(settings.named(name), secrets(name), this::equip));
        beans.getBeanProvider(WebhookEndpoint.class).orderedStream().forEach(all::add);
        all.byPath().forEach((path, endpoint) -> registerHandlers(Map.of(path, new Mount(endpoint))));
        beans.getBeanProvider(WebhookConsole.class).ifAvailable(console -> console.mounted(all.byPath()));
        beans.getBeanProvider(Upkeep.class).ifAvailable(upkeep -> upkeep.mounted(all));
    }

    private @Nullable Secrets secrets(String name) {
        boolean defined = beans.containsBean(name) && beans.isTypeMatch(name, Secrets.class);
        return defined ? beans.getBean(name, Secrets.class) : null;
    }

    private void equip(WebhookEndpoint.Builder endpoint) {
        beans.getBeanProvider(Inbox.class).ifAvailable(endpoint::inbox);
        beans.getBeanProvider(Clock.class).ifUnique(endpoint::clock);
        beans.getBeanProvider(RateLimiter.class).ifAvailable(endpoint::rateLimiter);
        beans.getBeanProvider(EndpointListener.class).orderedStream().forEach(endpoint::listener);
    }
}
