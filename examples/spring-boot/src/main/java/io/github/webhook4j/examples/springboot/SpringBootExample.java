package io.github.webhook4j.examples.springboot;

import io.github.webhook4j.jdbc.RetrySchedule;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Receives webhooks of six senders on {@code PORT}; with {@code --demo}, sends itself one of Stripe. With {@code
 * WEBHOOK_INBOX=jdbc} they are acknowledged when they are in a database, and handled afterwards: see {@code application-jdbc.yaml}.
 * What has come in is at {@code /actuator/webhooks}, {@code /actuator/health} and {@code /actuator/prometheus}.
 */
@SpringBootApplication(proxyBeanMethods = false)
public final class SpringBootExample {

    private static final Logger LOG = LoggerFactory.getLogger(SpringBootExample.class);

    private static final Map<String, Object> DEVELOPMENT_SECRETS = new TreeMap<>(Map.of(
            "STRIPE_WEBHOOK_SECRET",
            "whsec_development_only",
            "GITHUB_WEBHOOK_SECRET",
            "development-only",
            "SLACK_SIGNING_SECRET",
            "development-only",
            "SHOPIFY_CLIENT_SECRET",
            "development-only",
            "ZOOM_SECRET_TOKEN",
            "development-only",
            "STANDARD_WEBHOOKS_SECRET",
            "whsec_d2ViaG9vazRqIGRldmVsb3BtZW50IG9ubHk="));

    SpringBootExample() {}

    /**
     * Runs until it is asked to end.
     *
     * @param args {@code --demo}, or nothing
     */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(SpringBootExample.class);
        application.setDefaultProperties(new HashMap<>(DEVELOPMENT_SECRETS));
        application.run(args);
    }

    /** Of the inbox in a database; sooner than usual, so that one can watch. */
    @Bean
    RetrySchedule retries() {
        return RetrySchedule.exponential(Duration.ofSeconds(1), Duration.ofHours(1), 20);
    }

    @Bean
    ApplicationRunner start(Environment environment) {
        return arguments -> {
            URI here = URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
            DEVELOPMENT_SECRETS.forEach((variable, secret) -> {
                if (secret.equals(environment.getProperty(variable))) {
                    LOG.warn("{} is not set: using a secret for development, which everybody knows", variable);
                }
            });
            LOG.info("listening on {}", here);
            if (arguments.containsOption("demo")) {
                String secret = environment.getRequiredProperty("webhook4j.endpoints.stripe.secrets[0]");
                new SampleDelivery(here.resolve("/webhooks/stripe"), secret).send();
            }
        };
    }
}
