package io.github.webhook4j.spring.management;

import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.WebhookConsole;
import io.github.webhook4j.jdbc.InboxConsole;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.micrometer.ObservationListener;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows the endpoints to the actuator and to Micrometer, each where the application has it. */
@AutoConfiguration(
        afterName = {
            "io.github.webhook4j.spring.jdbc.JdbcInboxAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
public final class ManagementAutoConfiguration {

    ManagementAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Endpoint.class)
    static class Actuator {
        @Bean
        @ConditionalOnMissingBean
        WebhookConsole webhookConsole() {
            return new WebhookConsole();
        }

        @Bean
        WebhooksEndpoint webhooksEndpoint(WebhookConsole console) {
            return new WebhooksEndpoint(console);
        }
    }

    /** Since Boot 4, whose health has moved. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Endpoint.class, HealthIndicator.class})
    static class EndpointHealth {
        @Bean
        HealthIndicator webhooksHealthIndicator(WebhookConsole console) {
            return new DetailsHealth("The webhook endpoints cannot be shown", console::summary);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, JdbcInbox.class})
    @ConditionalOnBean(type = "io.github.webhook4j.jdbc.JdbcInbox")
    static class InboxHealth {
        @Bean
        HealthIndicator webhookInboxHealthIndicator(JdbcInbox inbox) {
            InboxConsole console = new InboxConsole(inbox);
            return new DetailsHealth("The inbox cannot be asked", console::health);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ObservationListener.class, ObservationRegistry.class})
    @ConditionalOnBean(type = "io.micrometer.observation.ObservationRegistry")
    static class Observations {
        @Bean
        @ConditionalOnMissingBean(ObservationListener.class)
        EndpointListener webhookObservations(ObservationRegistry registry) {
            return new ObservationListener(registry);
        }
    }
}
