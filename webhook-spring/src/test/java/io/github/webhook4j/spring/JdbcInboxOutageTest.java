package io.github.webhook4j.spring;

import static io.github.webhook4j.spring.Payments.await;
import static io.github.webhook4j.spring.Payments.deliver;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.jdbc.EventState;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that is away refuses deliveries, and nothing else. */
class JdbcInboxOutageTest {

    @TempDir
    Path folder;

    /** A database that can be switched off. */
    static final class Switched extends DelegatingDataSource {

        private volatile boolean down;

        Switched(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (down) {
                throw new SQLException("down, on purpose");
            }
            return super.getConnection();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Received.class)
    static class Beans {}

    private Application start(Switched database) {
        return Application.start(
                context -> {
                    context.registerBean(Beans.class);
                    context.registerBean(DataSource.class, () -> database);
                },
                "webhook4j.endpoints.stripe.secrets=" + Application.SECRET,
                "webhook4j.inbox.jdbc.enabled=true",
                "webhook4j.inbox.jdbc.poll=20ms");
    }

    private Switched database() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:file:" + folder.resolve("shop") + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
        return new Switched(h2);
    }

    private static void assertAskedToComeAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void senderIsAskedToComeAgainWhileTheDatabaseIsAway() throws Exception {
        Switched database = database();
        try (Application application = start(database)) {
            database.down = true;
            assertAskedToComeAgain(deliver(application, "evt_1"));
            database.down = false;
            assertThat(deliver(application, "evt_1").statusCode()).isEqualTo(200);
            await(application, "evt_1", EventState.DONE);
            assertThat(application.bean(Received.class).events()).hasSize(1);
        }
    }

    @Test
    void anApplicationStartsWhileTheDatabaseIsAway() throws Exception {
        Switched database = database();
        database.down = true;
        try (Application application = start(database)) {
            assertAskedToComeAgain(deliver(application, "evt_1"));
            database.down = false;
            assertThat(deliver(application, "evt_1").statusCode()).isEqualTo(200);
            await(application, "evt_1", EventState.DONE);
        }
    }
}
