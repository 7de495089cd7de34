package io.github.webhook4j.spring;

import static io.github.webhook4j.spring.Payments.await;
import static io.github.webhook4j.spring.Payments.deliver;
import static io.github.webhook4j.spring.Payments.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.jdbc.EventState;
import io.github.webhook4j.jdbc.InboxEntry;
import io.github.webhook4j.jdbc.InboxFilter;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.jdbc.Ordering;
import io.github.webhook4j.jdbc.Redaction;
import io.github.webhook4j.stripe.OnStripe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

/** Events are acknowledged when they are in the application's database, and handled in its transactions. */
class JdbcInboxTest {

    @TempDir
    Path folder;

    @Test
    void anEventIsAcknowledgedBeforeItIsHandledAndHandledOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Application application = Payments.start(folder, attempt -> go.await())) {
            assertThat(deliver(application, "evt_1").statusCode()).isEqualTo(200);
            await(() -> application.bean(Payments.class).attempts() == 1);
            assertThat(deliver(application, "evt_1").statusCode())
                    .as("the sender's second try")
                    .isEqualTo(200);
            assertThat(application.bean(Payments.class).payments()).isEmpty();
            go.countDown();
            await(application, "evt_1", EventState.DONE);
            assertThat(deliver(application, "evt_1").statusCode()).isEqualTo(200);
            assertThat(application.bean(Payments.class).payments()).containsExactly("evt_1");
            assertThat(application.bean(Payments.class).attempts()).isEqualTo(1);
        }
    }

    @Test
    void whatAHandlerWroteBeforeItThrewIsNotThereAndItsRetryWritesOnce() throws Exception {
        Queue<List<String>> seen = new ConcurrentLinkedQueue<>();
        Application[] self = new Application[1];
        Payments.Then then = attempt -> {
            if (attempt < 4) {
                throw new IllegalStateException("on purpose");
            }
            seen.add(self[0].bean(Payments.class).payments());
        };
        try (Application application = Payments.start(folder, then)) {
            self[0] = application;
            deliver(application, "evt_1");
            await(application, "evt_1", EventState.DONE);
            assertThat(seen).containsExactly(List.of("evt_1"));
            assertThat(application.bean(Payments.class).payments()).containsExactly("evt_1");
            assertThat(entry(application, "evt_1").attempts()).isEqualTo(4);
        }
    }

    /** Gives the transaction up, in which its caller goes on as if nothing had happened. */
    @EnableTransactionManagement
    @Configuration(proxyBeanMethods = false)
    static class Ledger {
        @Transactional
        public void write() {
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void aTransactionThatSomebodyHasMarkedForRollbackIsAFailure() throws Exception {
        Application[] self = new Application[1];
        Payments.Then then = attempt -> {
            try {
                if (attempt < 3) {
                    self[0].bean(Ledger.class).write();
                }
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("on purpose");
            }
        };
        try (Application application = Payments.start(folder, then, "spring.main.sources=" + Ledger.class.getName())) {
            self[0] = application;
            deliver(application, "evt_1");
            await(application, "evt_1", EventState.DONE);
            assertThat(application.bean(Payments.class).attempts()).isEqualTo(3);
            assertThat(entry(application, "evt_1").attempts()).isEqualTo(3);
            assertThat(application.bean(Payments.class).payments()).containsExactly("evt_1");
        }
    }

    @Test
    void whatWasLeftOverIsHandledAfterARestart() throws Exception {
        Payments.Then fail = attempt -> {
            throw new IllegalStateException("on purpose");
        };
        try (Application application = Payments.start(folder, fail)) {
            deliver(application, "evt_1");
            await(() -> application.bean(Payments.class).attempts() > 1);
        }
        try (Application application = Payments.start(folder, attempt -> {})) {
            await(application, "evt_1", EventState.DONE);
            assertThat(application.bean(Payments.class).payments()).containsExactly("evt_1");
            assertThat(application.bean(Payments.class).attempts()).isEqualTo(1);
        }
    }

    /** A part of the application that is there after all others, and gone before the inbox. */
    static final class Late implements SmartInitializingSingleton, DisposableBean {

        private static volatile boolean isThere;

        Late(JdbcInbox inbox) {
            assertThat(inbox.admin().count()).hasSize(1);
        }

        @Override
        public void afterSingletonsInstantiated() {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            isThere = true;
        }

        @Override
        public void destroy() {
            isThere = false;
        }
    }

    @Test
    void handlersRunWhileAllBeansAreThere() throws Exception {
        Payments.Then fail = attempt -> {
            throw new IllegalStateException("on purpose");
        };
        try (Application application = Payments.start(folder, fail)) {
            deliver(application, "evt_1");
            await(() -> application.bean(Payments.class).attempts() > 1);
        }
        Queue<Boolean> there = new ConcurrentLinkedQueue<>();
        Payments.Then slow = attempt -> {
            there.add(Late.isThere);
            Thread.sleep(300);
            there.add(Late.isThere);
        };
        try (Application application = Payments.start(folder, slow, "spring.main.sources=" + Late.class.getName())) {
            await(application, "evt_1", EventState.DONE);
            deliver(application, "evt_2");
            await(() -> there.size() == 3);
        }
        assertThat(there).containsExactly(true, true, true, true);
    }

    @Test
    void aHandlerThatRunsWhileTheApplicationEndsIsWaitedForAndItsTransactionCommitted() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        Payments.Then slow = attempt -> {
            began.countDown();
            Thread.sleep(500);
        };
        try (Application application = Payments.start(folder, slow)) {
            deliver(application, "evt_1");
            began.await();
        }
        try (Application application = Payments.start(folder, attempt -> {})) {
            assertThat(entry(application, "evt_1").state()).isEqualTo(EventState.DONE);
            assertThat(application.bean(Payments.class).payments()).containsExactly("evt_1");
            assertThat(application.bean(Payments.class).attempts()).isZero();
        }
    }

    @Test
    void whatIsAcknowledgedWhileTheApplicationEndsIsNotLost() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        try (Application application =
                Payments.start(folder, attempt -> Thread.sleep(20), "server.shutdown=graceful")) {
            Thread closing = new Thread(application::close);
            try {
                for (int i = 0; true; i++) {
                    if (deliver(application, "evt_" + i).statusCode() == 200) {
                        acknowledged.add("evt_" + i);
                    }
                    if (i == 20) {
                        closing.start();
                    }
                }
            } catch (IOException e) {
                assertThat(e).as("the server no longer listens").isNotNull();
            }
            closing.join();
        }
        assertThat(acknowledged).hasSizeGreaterThan(20);
        try (Application application = Payments.start(folder, attempt -> {})) {
            JdbcInbox inbox = application.bean(JdbcInbox.class);
            await(() -> inbox.admin()
                    .list(InboxFilter.all().in(EventState.WAITING, EventState.RUNNING), 1)
                    .isEmpty());
            // the last one may have been kept, and its answer lost
            assertThat(application.bean(Payments.class).payments())
                    .containsAll(acknowledged)
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(acknowledged.size() + 1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Choices {

        private final Queue<String> bodies = new ConcurrentLinkedQueue<>();

        @OnStripe("invoice.paid")
        void paid(WebhookEvent event) {
            bodies.add(new String(event.body(), StandardCharsets.UTF_8));
        }

        @Bean
        static Redaction redaction() {
            return event -> event.with(event.headers(), "{\"redacted\":true}".getBytes(StandardCharsets.UTF_8));
        }

        @Bean
        static Ordering ordering() {
            return Ordering.by(WebhookEvent::provider);
        }
    }

    private static List<String> ordered(Application application) {
        return application
                .bean(JdbcTemplate.class)
                .queryForList("SELECT event_id FROM webhook_event WHERE order_key IS NOT NULL", String.class);
    }

    @Test
    void redactionAndOrderAreBeans() throws Exception {
        try (Application application =
                Payments.start(folder, attempt -> {}, "spring.main.sources=" + Choices.class.getName())) {
            deliver(application, "evt_1");
            await(() -> !application.bean(Choices.class).bodies.isEmpty());
            assertThat(application.bean(Choices.class).bodies).containsExactly("{\"redacted\":true}");
            assertThat(ordered(application)).containsExactly("evt_1");
        }
    }

    @Test
    void propertiesReachTheInbox() throws Exception {
        try (Application application = Payments.start(
                folder,
                attempt -> {},
                "webhook4j.inbox.jdbc.mode=at-least-once",
                "webhook4j.inbox.jdbc.threads=2",
                "webhook4j.inbox.jdbc.lease=10s",
                "webhook4j.inbox.jdbc.retention.bodies=1h",
                "webhook4j.inbox.jdbc.retention.ids=2h",
                "webhook4j.inbox.jdbc.create-tables=true",
                "webhook4j.inbox.jdbc.require-durability=true",
                "webhook4j.inbox.jdbc.ordered=true")) {
            deliver(application, "evt_1");
            await(application, "evt_1", EventState.DONE);
            InboxEntry entry = entry(application, "evt_1");
            assertThat(entry.dueAt()).isEqualTo(entry.changedAt().plusSeconds(3600));
            assertThat(ordered(application)).containsExactly("evt_1");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherTransactions {
        @Bean
        static PlatformTransactionManager transactions() {
            return new HandlerBeansTest.Ledger();
        }
    }

    @Test
    void transactionsOfAnotherDatabaseAreNoticed() throws Exception {
        try (Application application =
                Payments.start(folder, attempt -> {}, "spring.main.sources=" + OtherTransactions.class.getName())) {
            deliver(application, "evt_1");
            await(() -> entry(application, "evt_1").attempts() > 1);
            assertThat(entry(application, "evt_1").failure())
                    .contains("does not manage the connections of the inbox's DataSource");
            assertThat(application.bean(Payments.class).attempts()).isZero();
        }
    }
}
