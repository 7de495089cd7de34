package io.github.webhook4j.examples.springboot;

import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Receives Stripe's and GitHub's webhooks on {@code PORT}; with {@code --demo}, sends itself one of Stripe's. */
@SpringBootApplication(proxyBeanMethods = false)
public final class SpringBootExample {

    private static final Logger LOG = LoggerFactory.getLogger(SpringBootExample.class);

    SpringBootExample() {}

    /**
     * Runs until it is asked to end.
     *
     * @param args {@code --demo}, or nothing
     */
    public static void main(String[] args) {
        SpringApplication.run(SpringBootExample.class, args);
    }

    @Bean
    ApplicationRunner start(Environment environment) {
        return arguments -> {
            URI here = URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
            for (String variable : List.of("STRIPE_WEBHOOK_SECRET", "GITHUB_WEBHOOK_SECRET")) {
                if (!environment.containsProperty(variable)) {
                    LOG.warn("{} is not set: using a secret for development, which everybody knows", variable);
                }
            }
            LOG.info("listening on {}", here);
            if (arguments.containsOption("demo")) {
                String secret = environment.getRequiredProperty("webhook4j.endpoints.stripe.secrets[0]");
                new SampleDelivery(here.resolve("/webhooks/stripe"), secret).send();
            }
        };
    }
}
