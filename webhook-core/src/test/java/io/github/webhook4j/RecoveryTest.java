package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SenderException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How what has not arrived is fetched, in what order, and what is remembered of it. */
class RecoveryTest {

    /** A sender that has failed to deliver some events. */
    private static final class Sender implements MissedEvents {

        private final List<Missed> missed = new ArrayList<>();
        private final List<String> fetched = new ArrayList<>();
        private final Set<String> gone = new HashSet<>();
        private @Nullable String breaksAt;
        private @Nullable Instant asked;

        void missed(String id, long secondsAgo) {
            missed.add(new Missed(id, Events.NOW.minusSeconds(secondsAgo)));
        }

        @Override
        public List<Missed> since(Instant from) {
            asked = from;
            return missed.stream().filter(one -> !one.at().isBefore(from)).toList();
        }

        @Override
        public Optional<WebhookRequest> fetch(Missed one) {
            if (one.id().equals(breaksAt)) {
                throw new SenderException(Reason.RATE_LIMITED, "too many", Duration.ofHours(1), null);
            }
            fetched.add(one.id());
            String json = "{\"id\":\"" + one.id() + "\",\"type\":\"order.paid\",\"data\":{}}";
            return gone.contains(one.id())
                    ? Optional.empty()
                    : Optional.of(Events.post(json.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static final class Time extends Clock {

        private Instant now = Events.NOW;

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final Sender sender = new Sender();
    private final Time time = new Time();
    private final List<String> handled = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Set<String> failing = new HashSet<>();

    @TempDir
    private Path folder;

    private WebhookEndpoint endpoint(Inbox inbox) {
        return WebhookEndpoint.builder(Events.provider())
                .clock(time)
                .inbox(inbox)
                .listener(new EndpointListener() {
                    @Override
                    public void answered(Delivery delivery) {
                        deliveries.add(delivery);
                    }
                })
                .on(EventType.of("order.paid", JsonNode.class), (order, event) -> {
                    if (failing.contains(event.id())) {
                        throw new IllegalStateException("cannot handle " + event.id());
                    }
                    handled.add(event.id());
                })
                .build();
    }

    private Recovery recovery(RecoveryLog log) {
        return recovery(endpoint(Inbox.inMemory()), log);
    }

    private Recovery recovery(WebhookEndpoint endpoint, RecoveryLog log) {
        return Recovery.builder(endpoint, sender).log(log).clock(time).build();
    }

    @Test
    void whatHasNotArrivedIsHandledInTheOrderOfItsTime() {
        sender.missed("c", 100);
        sender.missed("a", 300);
        sender.missed("b", 200);

        assertThat(recovery(RecoveryLog.inMemory()).run()).isEqualTo(new Recovery.Result(3, 0, 0, 0));

        assertThat(handled).containsExactly("a", "b", "c");
    }

    @Test
    void itIsSeenAsADeliveryThatWasRecoveredAndNotSigned() {
        sender.missed("a", 300);

        recovery(RecoveryLog.inMemory()).run();

        assertThat(deliveries).singleElement().satisfies(delivery -> {
            assertThat(delivery.recovered()).isTrue();
            assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.HANDLED);
            assertThat(delivery.events().get(0).secretIndex()).isEqualTo(-1);
        });
    }

    @Test
    void whatHasComeBeforeIsADuplicate() {
        WebhookEndpoint endpoint = endpoint(Inbox.inMemory());
        byte[] body = "{\"id\":\"a\",\"type\":\"order.paid\",\"data\":{}}".getBytes(StandardCharsets.UTF_8);
        endpoint.handle(Events.request(body));
        sender.missed("a", 300);

        assertThat(recovery(endpoint, RecoveryLog.inMemory()).run().recovered()).isEqualTo(1);

        assertThat(handled).containsExactly("a");
        assertThat(deliveries.get(1).outcome()).isEqualTo(Delivery.Outcome.DUPLICATE);
    }

    @Test
    void theNextRunAsksOnlyForWhatIsNew() {
        RecoveryLog log = RecoveryLog.inMemory();
        sender.missed("old", 7200);
        sender.missed("new", 30);
        recovery(log).run();
        assertThat(sender.asked).isEqualTo(Events.NOW.minus(Duration.ofDays(3)));

        time.now = Events.NOW.plusSeconds(60);
        sender.missed("late", 20);
        recovery(log).run();

        assertThat(sender.asked).isEqualTo(Events.NOW.minus(Duration.ofMinutes(10)));
        assertThat(sender.fetched).containsExactly("old", "new", "late");
    }

    @Test
    void itLooksBackNoFurtherThanItIsTold() {
        sender.missed("a", 7200);

        Recovery hour = Recovery.builder(endpoint(Inbox.inMemory()), sender)
                .within(Duration.ofHours(1))
                .clock(time)
                .build();

        assertThat(hour.run().recovered()).isZero();
        assertThat(sender.asked).isEqualTo(Events.NOW.minus(Duration.ofHours(1)));
    }

    @Test
    void whatFailsIsAskedForAgainAndNothingElse() {
        RecoveryLog log = RecoveryLog.inMemory();
        WebhookEndpoint endpoint = endpoint(Inbox.inMemory());
        sender.missed("a", 9000);
        sender.missed("b", 8000);
        sender.missed("c", 7000);
        failing.add("b");
        assertThat(recovery(endpoint, log).run()).isEqualTo(new Recovery.Result(2, 0, 0, 1));

        failing.clear();
        assertThat(recovery(endpoint, log).run()).isEqualTo(new Recovery.Result(1, 0, 0, 0));

        assertThat(sender.fetched).containsExactly("a", "b", "c", "b");
        assertThat(handled).containsExactly("a", "c", "b");
    }

    @Test
    void whatIsGoneOrComesByItselfIsNotAskedForAgain() {
        RecoveryLog log = RecoveryLog.inMemory();
        sender.missed("a", 60);
        sender.gone.add("a");

        assertThat(recovery(log).run()).isEqualTo(new Recovery.Result(0, 1, 0, 0));
        recovery(log).run();

        assertThat(sender.fetched).containsExactly("a");
    }

    @Test
    void whatIsNoEventIsRefusedOnce() {
        RecoveryLog log = RecoveryLog.inMemory();
        sender.missed("\\", 60);

        assertThat(recovery(log).run()).isEqualTo(new Recovery.Result(0, 0, 1, 0));
        recovery(log).run();

        assertThat(sender.fetched).containsExactly("\\");
    }

    @Test
    void anInboxThatCannotBeReachedEndsTheRun() {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            sender.missed(id, 300);
        }
        Inbox broken = new Inbox() {
            @Override
            public Claim claim(WebhookEvent event) {
                throw new IllegalStateException("no connection");
            }

            @Override
            public void complete(Claim claim) {}

            @Override
            public void release(Claim claim) {}
        };

        assertThat(recovery(endpoint(broken), RecoveryLog.inMemory()).run().failed())
                .isEqualTo(5);
        assertThat(sender.fetched).containsExactly("a", "b", "c");
    }

    @Test
    void aRunThatIsBrokenOffGoesOnInTheNextProcess() {
        Path file = folder.resolve("recovery.log");
        for (int i = 0; i < 20; i++) {
            sender.missed("e" + i, 1000 - i);
        }
        sender.breaksAt = "e12";
        assertThatThrownBy(() -> recovery(RecoveryLog.file(file)).run()).isInstanceOf(SenderException.class);
        assertThat(handled).hasSize(12);

        sender.breaksAt = null;
        // another process: neither the inbox nor the log know anything but the file
        recovery(RecoveryLog.file(file)).run();

        assertThat(handled).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void aLineThatWasCutOffSpoilsNoOther() throws Exception {
        Path file = folder.resolve("recovery.log");
        RecoveryLog log = RecoveryLog.file(file);
        log.recovered("shop", "a b\n%");
        Files.writeString(file, "\nrecovered sh", StandardOpenOption.APPEND);
        RecoveryLog.file(file).recovered("shop", "c");

        assertThat(RecoveryLog.file(file).position("shop").recovered()).containsExactlyInAnyOrder("a b\n%", "c");
    }

    @Test
    void aFileServesSeveralEndpointsAndForgetsWhatIsOver() throws Exception {
        Path file = folder.resolve("recovery.log");
        RecoveryLog log = RecoveryLog.file(file);
        log.recovered("shop", "a");
        log.recovered("bank", "x");
        log.reached("shop", new RecoveryLog.Position(Events.NOW, Set.of("b")));

        RecoveryLog again = RecoveryLog.file(file);
        assertThat(again.position("shop")).isEqualTo(new RecoveryLog.Position(Events.NOW, Set.of("b")));
        assertThat(again.position("bank")).isEqualTo(new RecoveryLog.Position(null, Set.of("x")));
        assertThat(Files.readString(file)).doesNotContain(" a\n");
    }

    @Test
    void aFileThatIsSomethingElseIsRefused() throws Exception {
        Path file = folder.resolve("recovery.log");
        Files.writeString(file, "since shop yesterday\n");

        assertThatThrownBy(() -> RecoveryLog.file(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("yesterday");
    }
}
