package io.github.webhook4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.Inbox;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.jdbc.TransactionRunner;
import io.github.webhook4j.spring.jdbc.JdbcInboxAutoConfiguration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** When there is an inbox in the database, and when an application that asks for one must not start without. */
class JdbcInboxStartTest {

    private static final String ENABLED = "webhook4j.inbox.jdbc.enabled=true";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Everything {}

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, JdbcInboxAutoConfiguration.class));

    private final WebApplicationContextRunner boot =
            new WebApplicationContextRunner().withUserConfiguration(Everything.class);

    @Test
    void nobodyGetsAnInboxWithoutAskingForIt() {
        boot.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Inbox.class));
        boot.withPropertyValues("webhook4j.inbox.jdbc.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Inbox.class));
    }

    @Test
    void itWorksWithoutTheActuator() {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:bare", "", "");
        application
                .withPropertyValues(ENABLED)
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .withBean(DataSource.class, () -> pool)
                .withBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(pool))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(JdbcInbox.class)
                        .hasSingleBean(TransactionRunner.class)
                        .doesNotHaveBean("webhooksEndpoint"));
    }

    @Test
    void theApplicationsOwnInboxReplacesIt() {
        boot.withPropertyValues(ENABLED)
                .withBean(Inbox.class, Inbox::inMemory)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Inbox.class)
                        .doesNotHaveBean(TransactionRunner.class)
                        .doesNotHaveBean("webhookInboxEndpoint"));
    }

    @Test
    void anInboxThatTheApplicationHasBuiltCanBeLookedAtToo() {
        boot.withBean(
                        JdbcInbox.class,
                        () -> JdbcInbox.builder(JdbcConnectionPool.create("jdbc:h2:mem:own", "", ""))
                                .build())
                .run(context -> assertThat(context).hasNotFailed().hasBean("webhookInboxEndpoint"));
    }

    @Test
    void anApplicationWithoutADatabaseDoesNotStart() {
        application
                .withPropertyValues(ENABLED)
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("javax.sql.DataSource"));
    }

    @Test
    void anApplicationWithoutTheModuleDoesNotStartAndIsToldWhatToAdd() {
        boot.withPropertyValues(ENABLED)
                .withClassLoader(new FilteredClassLoader(JdbcInbox.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("io.github.webhook4j:webhook-jdbc"));
    }

    @Test
    void aSettingThatIsWrongIsNamed() {
        boot.withPropertyValues(ENABLED, "webhook4j.inbox.jdbc.threads=0")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("With 0 threads"));
    }
}
