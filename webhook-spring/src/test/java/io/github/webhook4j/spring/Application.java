package io.github.webhook4j.spring;

import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** A Boot application as users have it, on a free port of this machine. */
final class Application implements AutoCloseable {

    static final String SECRET = "a secret of the tests";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Boot {}

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private Application(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts with the beans of a class and with properties such as {@code webhook4j.endpoints.stripe.secrets=x}. */
    static Application start(Class<?> beans, String... properties) {
        return start(context -> context.registerBean(beans), properties);
    }

    /** Starts with beans that are registered by hand. */
    static Application start(ApplicationContextInitializer<GenericApplicationContext> beans, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off", "logging.level.root=warn"));
        all.addAll(List.of(properties));
        return new Application(new SpringApplicationBuilder(Boot.class)
                .initializers(beans)
                .properties(all.toArray(String[]::new))
                .run());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    HttpResponse<String> post(String path, SignedRequest.Builder request) throws IOException, InterruptedException {
        return send(request.build().toHttp(uri(path)));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
    }
}
