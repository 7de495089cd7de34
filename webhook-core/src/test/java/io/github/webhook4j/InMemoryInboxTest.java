package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.Inbox.Claim;
import io.github.webhook4j.Inbox.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class InMemoryInboxTest {

    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Duration LEASE = Duration.ofMinutes(15);

    private Instant now = Events.NOW;
    private final Inbox inbox = Inbox.inMemory(2, RETENTION, LEASE, new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    private Claim claim(String key) {
        return inbox.claim(Events.event("shop", key));
    }

    private void handle(String key) {
        inbox.complete(claim(key));
    }

    @Test
    void aClaimedEventIsInProgressUntilItIsCompletedAndDoneThen() {
        Claim first = claim("a");
        assertThat(first.state()).isEqualTo(State.NEW);
        assertThat(claim("a").state()).isEqualTo(State.IN_PROGRESS);
        inbox.complete(first);
        assertThat(claim("a").state()).isEqualTo(State.DONE);
    }

    @Test
    void aReleasedEventIsNewAgain() {
        inbox.release(claim("a"));
        assertThat(claim("a").state()).isEqualTo(State.NEW);
    }

    @Test
    void theSameKeyAtAnotherEndpointIsAnotherEvent() {
        handle("a");
        assertThat(inbox.claim(Events.event("another", "a")).state()).isEqualTo(State.NEW);
    }

    @Test
    void aClaimHoldsUntilItsLeaseEnds() {
        claim("a");
        now = now.plus(LEASE).minusMillis(1);
        assertThat(claim("a").state()).isEqualTo(State.IN_PROGRESS);
        now = now.plusMillis(1);
        assertThat(claim("a").state()).isEqualTo(State.NEW);
    }

    @Test
    void aClaimThatHasExpiredNeitherCompletesNorReleasesItsSuccessor() {
        Claim expired = claim("a");
        now = now.plus(LEASE);
        Claim successor = claim("a");

        inbox.complete(expired);
        inbox.release(expired);
        assertThat(claim("a").state()).isEqualTo(State.IN_PROGRESS);

        inbox.complete(successor);
        assertThat(claim("a").state()).isEqualTo(State.DONE);
    }

    @Test
    void aHandledEventIsForgottenAfterItsRetention() {
        handle("a");
        now = now.plus(RETENTION).minusMillis(1);
        assertThat(claim("a").state()).isEqualTo(State.DONE);
        now = now.plusMillis(1);
        assertThat(claim("a").state()).isEqualTo(State.NEW);
    }

    @Test
    void beyondItsBoundTheOldestHandledEventIsForgotten() {
        handle("a");
        handle("b");
        assertThat(claim("a").state()).isEqualTo(State.DONE);
        handle("c");
        assertThat(claim("b").state()).isEqualTo(State.DONE);
        assertThat(claim("c").state()).isEqualTo(State.DONE);
        assertThat(claim("a").state()).isEqualTo(State.NEW);
    }

    @Test
    void beyondItsBoundNothingMoreIsClaimedUntilALeaseEnds() {
        claim("a");
        claim("b");
        assertThatThrownBy(() -> claim("c")).isInstanceOf(IllegalStateException.class);
        now = now.plus(LEASE);
        assertThat(claim("c").state()).isEqualTo(State.NEW);
    }

    @Test
    void completingTwiceIsDoneOnce() {
        Claim claim = claim("a");
        inbox.complete(claim);
        inbox.complete(claim);
        inbox.release(claim);
        assertThat(claim("a").state()).isEqualTo(State.DONE);
    }

    @Test
    void aBoundOrTimeThatIsNotPositiveDoesNotBuild() {
        Clock clock = Clock.systemUTC();
        assertThatThrownBy(() -> Inbox.inMemory(0, RETENTION, LEASE, clock))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Inbox.inMemory(1, Duration.ZERO, LEASE, clock))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Inbox.inMemory(1, RETENTION, Duration.ZERO, clock))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
