package io.github.webhook4j.micronaut;

import static io.github.webhook4j.micronaut.Payments.await;
import static io.github.webhook4j.micronaut.Payments.deliver;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.jdbc.EventState;
import io.github.webhook4j.stripe.OnStripe;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is away refuses deliveries, and nothing else. */
class JdbcInboxOutageTest {

    @TempDir
    Path folder;

    private static volatile boolean down;

    /** A database that can be switched off. */
    static final class Switched extends HikariDataSource {
        @Override
        public Connection getConnection() throws SQLException {
            if (down) {
                throw new SQLException("down, on purpose");
            }
            return super.getConnection();
        }
    }

    @Factory
    @Requires(property = "specification", value = "outage")
    static class Database {
        @Singleton
        @Named("default")
        DataSource database(@Property(name = "folder") String folder) {
            Switched pool = new Switched();
            pool.setJdbcUrl("jdbc:h2:file:" + folder + "/shop;WRITE_DELAY=0");
            return pool;
        }
    }

    @Singleton
    @Requires(property = "specification", value = "outage")
    static class Handler {

        private final Received received;

        Handler(Received received) {
            this.received = received;
        }

        @OnStripe("invoice.paid")
        void paid(WebhookEvent event) {
            received.add(event.id());
        }
    }

    private Server start() {
        return Server.start(
                "outage",
                Map.of(
                        "webhook4j.endpoints.stripe.secrets",
                        List.of("a"),
                        "webhook4j.inbox.jdbc.enabled",
                        true,
                        "webhook4j.inbox.jdbc.poll",
                        "20ms",
                        "folder",
                        folder.toString()));
    }

    private static void assertAskedToComeAgain(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void senderIsAskedToComeAgainWhileTheDatabaseIsAway() throws Exception {
        down = false;
        try (Server server = start()) {
            down = true;
            assertAskedToComeAgain(deliver(server, "evt_1"));
            down = false;
            assertThat(deliver(server, "evt_1").statusCode()).isEqualTo(200);
            await(server, "evt_1", EventState.DONE);
            assertThat(server.bean(Received.class).all()).containsExactly("evt_1");
        }
    }

    @Test
    void anApplicationStartsWhileTheDatabaseIsAway() throws Exception {
        down = true;
        try (Server server = start()) {
            assertAskedToComeAgain(deliver(server, "evt_1"));
            down = false;
            assertThat(deliver(server, "evt_1").statusCode()).isEqualTo(200);
            await(server, "evt_1", EventState.DONE);
        }
    }
}
