package io.github.webhook4j.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.Inbox;
import io.github.webhook4j.OnEvent;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.jdbc.TransactionRunner;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When there is an inbox in the database, and when an application that asks for one must not start without. */
class JdbcInboxStartTest {

    private static final Map<String, Object> DATABASE = Map.of("datasources.default.url", "jdbc:h2:mem:start");

    @Singleton
    @Requires(property = "specification", pattern = "start.*")
    static class Handler {
        @OnEvent("*")
        void any(WebhookEvent event) {
            throw new IllegalStateException(event + " was not sent");
        }
    }

    @Factory
    @Requires(property = "specification", value = "start-own")
    static class Own {
        @Singleton
        Inbox inbox() {
            return Inbox.inMemory();
        }
    }

    private static Server start(String specification, Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(Map.of("webhook4j.endpoints.stripe.secrets", List.of("a")));
        all.putAll(some);
        all.putAll(more);
        return Server.start(specification, all);
    }

    private static boolean has(Server server, Class<?> type) {
        return server.bean(ApplicationContext.class).containsBean(type);
    }

    @Test
    void nobodyGetsAnInboxWithoutAskingForIt() {
        try (Server server = start("start", DATABASE, Map.of())) {
            assertThat(has(server, Inbox.class)).isFalse();
        }
        try (Server server = start("start", DATABASE, Map.of("webhook4j.inbox.jdbc.enabled", false))) {
            assertThat(has(server, Inbox.class)).isFalse();
        }
    }

    @Test
    void theApplicationsOwnInboxReplacesIt() {
        try (Server server = start("start-own", DATABASE, Map.of("webhook4j.inbox.jdbc.enabled", true))) {
            assertThat(has(server, Inbox.class)).isTrue();
            assertThat(has(server, JdbcInbox.class)).isFalse();
        }
    }

    @Test
    void whoAsksForOneGetsOne() {
        try (Server server = start("start", DATABASE, Map.of("webhook4j.inbox.jdbc.enabled", true))) {
            assertThat(has(server, JdbcInbox.class)).isTrue();
            assertThat(has(server, TransactionRunner.class)).isTrue();
        }
    }

    @Test
    void anApplicationWithoutADatabaseDoesNotStart() {
        assertThatThrownBy(() -> start("start", Map.of(), Map.of("webhook4j.inbox.jdbc.enabled", true)))
                .hasStackTraceContaining("DataSource");
    }

    @Test
    void aSettingThatIsWrongIsNamed() {
        assertThatThrownBy(() -> start(
                        "start",
                        DATABASE,
                        Map.of("webhook4j.inbox.jdbc.enabled", true, "webhook4j.inbox.jdbc.threads", 0)))
                .hasStackTraceContaining("webhook4j.inbox.jdbc.threads: With 0 threads");
    }
}
