package io.github.webhook4j.docs.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each of the fifteen senders. */
class SendersTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    static Stream<Sender> all() {
        return Senders.all();
    }

    static Stream<Sender> timed() {
        return all().filter(sender -> !sender.tolerance().isZero());
    }

    private static void assertRefused(Trial trial, Sent sent, Reason... reasons) {
        WebhookResponse response = trial.send(sent);
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).isEmpty();
        assertThat(trial.handled).isEmpty();
        assertThat(trial.refusals).isSubsetOf(List.of(reasons)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aGenuineDeliveryReachesItsHandlerWithItsIdAndType(Sender sender) {
        Trial trial = sender.receiver();

        assertThat(trial.send(sender.genuine()).status()).isBetween(200, 204);

        WebhookEvent event = trial.handled.get(0);
        assertThat(event.type()).isEqualTo(sender.type());
        if (sender.id().isEmpty()) {
            assertThat(event.id()).matches("[0-9a-f]{64}");
        } else {
            assertThat(event.id()).isEqualTo(sender.id());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSecondDeliveryIsADuplicate(Sender sender) {
        Trial trial = sender.receiver();
        trial.send(sender.genuine());
        int once = trial.handled.size();

        assertThat(trial.send(sender.genuine()).status()).isBetween(200, 204);
        assertThat(trial.handled).hasSize(once);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aTamperedDeliveryIsRefused(Sender sender) {
        Sent forged = sender.tampering().apply(sender.genuine());
        assertRefused(sender.receiver(), forged, Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDeliverySignedWithAnotherSecretIsRefused(Sender sender) {
        assertRefused(sender.stranger(), sender.genuine(), Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @MethodSource("all")
    void anUnsignedDeliveryIsRefused(Sender sender) {
        assertRefused(sender.receiver(), sender.unsigned(), Reason.SIGNATURE_MISSING);
    }

    @ParameterizedTest
    @MethodSource("timed")
    void aSignatureIsGoodUntilItIsStale(Sender sender) {
        Duration allowed = sender.tolerance();
        assertThat(sender.receiver()
                        .send(sender.signed(Sender.NOW.minus(allowed)))
                        .status())
                .isBetween(200, 204);
        assertRefused(
                sender.receiver(), sender.signed(Sender.NOW.minus(allowed).minus(SECOND)), Reason.TIMESTAMP_STALE);
    }

    @ParameterizedTest
    @MethodSource("timed")
    void aSignatureOfTheFutureIsRefused(Sender sender) {
        assertRefused(
                sender.receiver(),
                sender.signed(Sender.NOW.plus(sender.tolerance()).plus(SECOND)),
                Reason.TIMESTAMP_FUTURE);
    }
}
