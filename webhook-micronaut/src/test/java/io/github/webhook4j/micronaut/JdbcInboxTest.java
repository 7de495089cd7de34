package io.github.webhook4j.micronaut;

import static io.github.webhook4j.micronaut.Payments.await;
import static io.github.webhook4j.micronaut.Payments.deliver;
import static io.github.webhook4j.micronaut.Payments.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.jdbc.EventState;
import io.github.webhook4j.jdbc.InboxEntry;
import io.github.webhook4j.jdbc.InboxFilter;
import io.github.webhook4j.jdbc.JdbcInbox;
import io.github.webhook4j.jdbc.Ordering;
import io.github.webhook4j.jdbc.Redaction;
import io.github.webhook4j.stripe.OnStripe;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events are acknowledged when they are in the application's database, and handled in its transactions. */
class JdbcInboxTest {

    @TempDir
    Path folder;

    @Test
    void anEventIsAcknowledgedBeforeItIsHandledAndHandledOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Server server = Payments.start(folder, attempt -> go.await())) {
            assertThat(deliver(server, "evt_1").statusCode()).isEqualTo(200);
            await(() -> server.bean(Payments.class).attempts() == 1);
            assertThat(deliver(server, "evt_1").statusCode())
                    .as("the sender's second try")
                    .isEqualTo(200);
            assertThat(server.bean(Payments.class).payments()).isEmpty();
            go.countDown();
            await(server, "evt_1", EventState.DONE);
            assertThat(deliver(server, "evt_1").statusCode()).isEqualTo(200);
            assertThat(server.bean(Payments.class).payments()).containsExactly("evt_1");
            assertThat(server.bean(Payments.class).attempts()).isEqualTo(1);
        }
    }

    @Test
    void whatAHandlerWroteBeforeItThrewIsNotThereAndItsRetryWritesOnce() throws Exception {
        Payments.Then then = attempt -> {
            if (attempt < 4) {
                throw new IllegalStateException("on purpose");
            }
        };
        try (Server server = Payments.start(folder, then)) {
            deliver(server, "evt_1");
            await(server, "evt_1", EventState.DONE);
            assertThat(server.bean(Payments.class).payments()).containsExactly("evt_1");
            assertThat(entry(server, "evt_1").attempts()).isEqualTo(4);
        }
    }

    /** Gives the transaction up, in which its caller goes on as if nothing had happened. */
    @Singleton
    @Requires(property = "specification", value = "payments")
    static class Ledger {
        @Transactional
        void write() {
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void aTransactionThatSomebodyHasMarkedForRollbackIsAFailure() throws Exception {
        Server[] self = new Server[1];
        Payments.Then then = attempt -> {
            try {
                if (attempt < 3) {
                    self[0].bean(Ledger.class).write();
                }
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("on purpose");
            }
        };
        try (Server server = Payments.start(folder, then)) {
            self[0] = server;
            deliver(server, "evt_1");
            await(server, "evt_1", EventState.DONE);
            assertThat(server.bean(Payments.class).attempts()).isEqualTo(3);
            assertThat(entry(server, "evt_1").attempts()).isEqualTo(3);
            assertThat(server.bean(Payments.class).payments()).containsExactly("evt_1");
        }
    }

    @Test
    void whatWasLeftOverIsHandledAfterARestart() throws Exception {
        Payments.Then fail = attempt -> {
            throw new IllegalStateException("on purpose");
        };
        try (Server server = Payments.start(folder, fail)) {
            deliver(server, "evt_1");
            await(() -> server.bean(Payments.class).attempts() > 1);
        }
        try (Server server = Payments.start(folder, attempt -> {})) {
            await(server, "evt_1", EventState.DONE);
            assertThat(server.bean(Payments.class).payments()).containsExactly("evt_1");
            assertThat(server.bean(Payments.class).attempts()).isEqualTo(1);
        }
    }

    /** A part of the application that takes its time to be there, and is gone before the inbox. */
    @Context
    @Requires(property = "late")
    static class Late {

        private static volatile boolean isThere;

        Late(JdbcInbox inbox, Payments payments) {
            assertThat(inbox.admin().count()).hasSize(1);
            assertThat(payments.attempts()).isZero();
        }

        @PostConstruct
        void create() throws InterruptedException {
            Thread.sleep(1_000);
            isThere = true;
        }

        @PreDestroy
        void destroy() {
            isThere = false;
        }
    }

    @Test
    void handlersRunWhileAllBeansAreThere() throws Exception {
        Payments.Then fail = attempt -> {
            throw new IllegalStateException("on purpose");
        };
        try (Server server = Payments.start(folder, fail)) {
            deliver(server, "evt_1");
            await(() -> server.bean(Payments.class).attempts() > 1);
        }
        Queue<Boolean> there = new ConcurrentLinkedQueue<>();
        Payments.Then slow = attempt -> {
            there.add(Late.isThere);
            Thread.sleep(300);
            there.add(Late.isThere);
        };
        try (Server server = Payments.start(folder, slow, Map.of("late", true))) {
            await(server, "evt_1", EventState.DONE);
            deliver(server, "evt_2");
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
        try (Server server = Payments.start(folder, slow)) {
            deliver(server, "evt_1");
            began.await();
        }
        try (Server server = Payments.start(folder, attempt -> {})) {
            assertThat(entry(server, "evt_1").state()).isEqualTo(EventState.DONE);
            assertThat(server.bean(Payments.class).payments()).containsExactly("evt_1");
            assertThat(server.bean(Payments.class).attempts()).isZero();
        }
    }

    @Test
    void whatIsAcknowledgedWhileTheApplicationEndsIsNotLost() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        Map<String, Object> gracefully = Map.of("micronaut.lifecycle.graceful-shutdown.enabled", true);
        try (Server server = Payments.start(folder, attempt -> Thread.sleep(20), gracefully)) {
            Thread closing = new Thread(server::close);
            try {
                for (int i = 0; true; i++) {
                    if (deliver(server, "evt_" + i).statusCode() == 200) {
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
        try (Server server = Payments.start(folder, attempt -> {})) {
            JdbcInbox inbox = server.bean(JdbcInbox.class);
            await(() -> inbox.admin()
                    .list(InboxFilter.all().in(EventState.WAITING, EventState.RUNNING), 1)
                    .isEmpty());
            // the last one may have been kept, and its answer lost
            assertThat(server.bean(Payments.class).payments())
                    .containsAll(acknowledged)
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(acknowledged.size() + 1);
        }
    }

    @Singleton
    @Requires(property = "choices")
    static class Choices {

        private final Queue<String> bodies = new ConcurrentLinkedQueue<>();

        @OnStripe("invoice.paid")
        void paid(WebhookEvent event) {
            bodies.add(new String(event.body(), StandardCharsets.UTF_8));
        }
    }

    @Factory
    @Requires(property = "choices")
    static class ChoicesOfTheApplication {
        @Singleton
        Redaction redaction() {
            return event -> event.with(event.headers(), "{\"redacted\":true}".getBytes(StandardCharsets.UTF_8));
        }

        @Singleton
        Ordering ordering() {
            return Ordering.by(WebhookEvent::provider);
        }
    }

    private static List<String> ordered(Server server) throws Exception {
        return server.bean(Payments.class).ask("SELECT event_id FROM webhook_event WHERE order_key IS NOT NULL");
    }

    @Test
    void redactionAndOrderAreBeans() throws Exception {
        try (Server server = Payments.start(folder, attempt -> {}, Map.of("choices", true))) {
            deliver(server, "evt_1");
            await(() -> !server.bean(Choices.class).bodies.isEmpty());
            assertThat(server.bean(Choices.class).bodies).containsExactly("{\"redacted\":true}");
            assertThat(ordered(server)).containsExactly("evt_1");
        }
    }

    @Test
    void propertiesReachTheInbox() throws Exception {
        Map<String, Object> properties = Map.of(
                "webhook4j.inbox.jdbc.mode",
                "batch",
                "webhook4j.inbox.jdbc.threads",
                2,
                "webhook4j.inbox.jdbc.lease",
                "10s",
                "webhook4j.inbox.jdbc.retention.bodies",
                "1h",
                "webhook4j.inbox.jdbc.retention.ids",
                "2h",
                "webhook4j.inbox.jdbc.create-tables",
                true,
                "webhook4j.inbox.jdbc.require-durability",
                true,
                "webhook4j.inbox.jdbc.ordered",
                true);
        try (Server server = Payments.start(folder, attempt -> {}, properties)) {
            deliver(server, "evt_1");
            await(server, "evt_1", EventState.DONE);
            InboxEntry entry = entry(server, "evt_1");
            assertThat(entry.dueAt()).isEqualTo(entry.changedAt().plusSeconds(3600));
            assertThat(ordered(server)).containsExactly("evt_1");
        }
    }
}
