package io.github.webhook4j.spring.jdbc;

import io.github.webhook4j.Inbox;
import io.github.webhook4j.jdbc.InboxConsole;
import io.github.webhook4j.jdbc.InboxSettings;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.jdbc.Ordering;
import io.github.webhook4j.jdbc.Redaction;
import io.github.webhook4j.jdbc.RetrySchedule;
import io.github.webhook4j.jdbc.TransactionRunner;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;

/** Keeps events in the application's database, if its configuration says so. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnClass(JdbcInbox.class)
@EnableConfigurationProperties(JdbcInboxProperties.class)
public final class JdbcInboxAutoConfiguration {

    JdbcInboxAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(InboxSettings.ENABLED)
    @ConditionalOnClass({DataSourceUtils.class, PlatformTransactionManager.class})
    static class Transactions {
        @Bean
        @ConditionalOnMissingBean({TransactionRunner.class, Inbox.class})
        TransactionRunner webhookTransactions(DataSource connections, PlatformTransactionManager manager) {
            return new SpringTransactions(manager, connections);
        }
    }

    @Bean
    @ConditionalOnBooleanProperty(InboxSettings.ENABLED)
    @ConditionalOnMissingBean(Inbox.class)
    JdbcInbox webhookInbox(JdbcInboxProperties properties, DataSource connections, BeanFactory beans) {
        JdbcInbox.Builder builder = properties.settings().builder(connections);
        beans.getBeanProvider(TransactionRunner.class).ifAvailable(builder::transactions);
        beans.getBeanProvider(RetrySchedule.class).ifAvailable(builder::retries);
        beans.getBeanProvider(Redaction.class).ifAvailable(builder::redact);
        beans.getBeanProvider(Ordering.class).ifAvailable(builder::ordered);
        return builder.build();
    }

    /** Handlers run while the application is whole: from when all its beans are there until the first of them goes. */
    @Bean
    @ConditionalOnBean(JdbcInbox.class)
    ApplicationListener<ApplicationContextEvent> webhookInboxLifecycle(JdbcInbox inbox, ApplicationContext own) {
        return event -> {
            if (event.getApplicationContext() != own) {
                return;
            }
            if (event instanceof ContextRefreshedEvent) {
                inbox.start();
            } else if (event instanceof ContextClosedEvent) {
                inbox.close();
            }
        };
    }

    /** Last, so that inboxes that the application builds itself are seen too. */
    @Bean
    @ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
    @ConditionalOnBean(JdbcInbox.class)
    InboxEndpoint webhookInboxEndpoint(JdbcInbox inbox) {
        return new InboxEndpoint(new InboxConsole(inbox));
    }
}
