package io.github.webhook4j.micronaut.jdbc;

import io.github.webhook4j.Inbox;
import io.github.webhook4j.jdbc.InboxConsole;
import io.github.webhook4j.jdbc.InboxSettings;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.jdbc.JdbcTransactions;
import io.github.webhook4j.jdbc.Ordering;
import io.github.webhook4j.jdbc.Redaction;
import io.github.webhook4j.jdbc.RetrySchedule;
import io.github.webhook4j.jdbc.TransactionRunner;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Keeps events in the application's database, if its configuration says so. */
@Factory
@Requires(classes = {JdbcInbox.class, DataSourceResolver.class})
final class JdbcInboxFactory {

    private final BeanContext beans;

    JdbcInboxFactory(BeanContext beans) {
        this.beans = beans;
    }

    @Singleton
    @Bean(preDestroy = "close")
    @Requires(property = InboxSettings.ENABLED, value = "true")
    @Requires(missingBeans = Inbox.class)
    JdbcInbox inbox(JdbcInboxProperties properties, DataSource connections, TransactionRunner transactions) {
        JdbcInbox.Builder builder =
                properties.settings().builder(unwrapped(connections)).transactions(transactions);
        beans.findBean(RetrySchedule.class).ifPresent(builder::retries);
        beans.findBean(Redaction.class).ifPresent(builder::redact);
        beans.findBean(Ordering.class).ifPresent(builder::ordered);
        return builder.build();
    }

    /** Without the transactions of Micronaut Data, handlers ask this bean for their connection. */
    @Singleton
    @Requires(property = InboxSettings.ENABLED, value = "true")
    @Requires(missingBeans = TransactionRunner.class)
    @Requires(missingClasses = "io.micronaut.transaction.TransactionOperations")
    JdbcTransactions transactions(DataSource connections) {
        return JdbcTransactions.of(unwrapped(connections));
    }

    @Singleton
    @Requires(beans = JdbcInbox.class)
    InboxConsole console(JdbcInbox inbox) {
        return new InboxConsole(inbox);
    }

    /** Outside of a transaction, the connections of Micronaut Data's DataSource are of no use. */
    private DataSource unwrapped(DataSource connections) {
        return beans.findBean(DataSourceResolver.class)
                .orElse(DataSourceResolver.DEFAULT)
                .resolve(connections);
    }
}
