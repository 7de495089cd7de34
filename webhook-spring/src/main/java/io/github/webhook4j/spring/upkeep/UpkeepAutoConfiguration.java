package io.github.webhook4j.spring.upkeep;

import io.github.webhook4j.RecoveryLog;
import io.github.webhook4j.SecretSink;
import io.github.webhook4j.Upkeep;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;

/** Lets endpoints subscribe and recover while the application answers requests: from when it is ready until it begins to end. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class UpkeepAutoConfiguration {

    UpkeepAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Upkeep webhookUpkeep(ObjectProvider<SecretSink> sinks, ObjectProvider<RecoveryLog> logs) {
        return new Upkeep(sinks.getIfUnique(), logs.getIfUnique());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> webhookUpkeepStart(Upkeep upkeep, ApplicationContext own) {
        return event -> {
            if (event.getApplicationContext() == own) {
                upkeep.start(own.getEnvironment().getProperty("local.server.port", Integer.class, 0));
            }
        };
    }

    @Bean
    ApplicationListener<ApplicationContextEvent> webhookUpkeepEnd(Upkeep upkeep, ApplicationContext own) {
        return event -> {
            if (event.getApplicationContext() == own && event instanceof ContextClosedEvent) {
                upkeep.close();
            }
        };
    }
}
