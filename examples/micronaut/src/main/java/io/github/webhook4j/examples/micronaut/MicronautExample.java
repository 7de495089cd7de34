package io.github.webhook4j.examples.micronaut;

import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives webhooks of six senders on {@code PORT}, with the secrets of the environment. With {@code WEBHOOK_INBOX=jdbc} they are
 * acknowledged when they are in a database, and handled afterwards: see {@code application-jdbc.yml}. What has come in is at {@code
 * /webhooks}, {@code /health} and {@code /prometheus}.
 */
@Singleton
final class MicronautExample {

    private static final Logger LOG = LoggerFactory.getLogger(MicronautExample.class);

    private final Environment environment;

    MicronautExample(Environment environment) {
        this.environment = environment;
    }

    /**
     * Runs until it is asked to end.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Map<String, String> variables = System.getenv();
        String url = variables.get("JDBC_URL");
        Micronaut.build(args)
                .banner(false)
                .mainClass(MicronautExample.class)
                .environments(variables.getOrDefault("WEBHOOK_INBOX", "memory"))
                .properties(url == null ? Map.of() : Map.of("datasources.default.url", url))
                .start();
    }

    @EventListener
    void started(ServerStartupEvent event) {
        for (String variable : List.of(
                "STRIPE_WEBHOOK_SECRET",
                "GITHUB_WEBHOOK_SECRET",
                "SLACK_SIGNING_SECRET",
                "SHOPIFY_CLIENT_SECRET",
                "ZOOM_SECRET_TOKEN",
                "STANDARD_WEBHOOKS_SECRET")) {
            if (!environment.containsProperty(variable)) {
                LOG.warn("{} is not set: using a secret for development, which everybody knows", variable);
            }
        }
        LOG.info("listening on http://localhost:{}", event.getSource().getPort());
    }
}
