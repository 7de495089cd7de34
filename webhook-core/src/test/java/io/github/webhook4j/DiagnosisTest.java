package io.github.webhook4j;

import static io.github.webhook4j.Damage.JSON;
import static io.github.webhook4j.Damage.OTHER_SECRET;
import static io.github.webhook4j.Damage.SECRET;
import static io.github.webhook4j.Damage.SIGNATURE;
import static io.github.webhook4j.Damage.TIME;
import static io.github.webhook4j.Diagnosed.NOW;
import static io.github.webhook4j.Diagnosed.assertFound;
import static io.github.webhook4j.Diagnosed.diagnose;
import static io.github.webhook4j.Diagnosed.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.Damage.Delivery;
import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is made with a request that is really signed, and has to be found. */
class DiagnosisTest {

    private static final Damage NONE = new Damage("none", JSON, delivery -> delivery, Mistake.UNKNOWN, "", false);

    static Stream<Damage> damages() {
        return Damage.all();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void aMistakeIsFound(Damage damage) {
        assertFound(diagnose(damage.arrived(NOW)), damage.mistake(), damage.proven(), damage.remedy());
    }

    /** Undone one at a time, a mistake is found however old the request is. */
    @ParameterizedTest
    @MethodSource("damages")
    void anOldRequestTellsAsMuch(Damage damage) {
        assertFound(
                diagnose(damage.arrived(NOW.minusSeconds(86_400))), damage.mistake(), damage.proven(), damage.remedy());
    }

    @Test
    void aForgedSignatureIsUnknown() {
        SignatureDiagnosis diagnosis =
                diagnose(NONE.sent(NOW).signature(value -> "sha256=" + "0123456789abcdef".repeat(4)));
        assertFound(diagnosis, Mistake.UNKNOWN, false, "Compare the secret with what the sender shows");
    }

    @Test
    void aRequestWithoutASignatureIsUnknown() {
        SignatureDiagnosis diagnosis = diagnose(NONE.sent(NOW).without(SIGNATURE));
        assertFound(diagnosis, Mistake.UNKNOWN, false, SIGNATURE, "a secret is set");
    }

    @Test
    void whatIsNotAboutSignaturesIsNotDiagnosed() {
        WebhookProvider shop = Damage.shop(Secrets.of(SECRET));
        for (Reason reason : List.of(Reason.EVENT_MALFORMED, Reason.METHOD_NOT_ALLOWED, Reason.BODY_TOO_LARGE)) {
            Refusal refusal = new Refusal(
                    shop, NONE.sent(NOW).request(), null, NOW, new RejectedException(reason, "test"), List.of());
            assertFound(new Diagnosis(Map.of()).of(refusal), Mistake.UNKNOWN, false, "not about the signature");
        }
    }

    @Test
    void aClockThatIsWrongIsToldBySeconds() {
        Delivery sent = NONE.sent(NOW);
        WebhookProvider shop = Damage.shop(Secrets.of(SECRET));
        assertFound(
                diagnose(sent, shop, Map.of(), NOW.plusSeconds(731)), Mistake.CLOCK, true, "731 s ago", "NTP", "queue");
        assertFound(diagnose(sent, shop, Map.of(), NOW.minusSeconds(731)), Mistake.CLOCK, true, "731 s ahead", "NTP");
        assertThat(diagnose(sent, shop, Map.of(), NOW.plusSeconds(7_203)).advice())
                .contains("local time set as UTC");
        assertThat(diagnose(sent, shop, Map.of(), NOW.plusSeconds(5_000)).advice())
                .doesNotContain("local time");
    }

    @Test
    void ofSeveralSecretsTheOneThatIsWrongIsNamed() {
        WebhookProvider shop = Damage.shop(Secrets.of(OTHER_SECRET, SECRET + "\n"));
        assertFound(
                diagnose(NONE.sent(NOW), shop, Map.of(), NOW),
                Mistake.SECRET_ALTERED,
                true,
                "Secret number 2 is right but");
    }

    @Test
    void theModeIsGuessedIfNothingIsProven() {
        Damage test = new Damage(
                "", "{\"id\":\"1\",\"data\":{\"live\":true},\"live\":false}", d -> d, Mistake.MODE, "", false);
        assertFound(diagnose(test.sent(NOW).secret(OTHER_SECRET)), Mistake.MODE, false, "configure the test secret");
        Damage live = new Damage(
                "", "{\"id\":\"1\",\"data\":{\"live\":false},\"live\":true}", d -> d, Mistake.MODE, "", false);
        assertFound(diagnose(live.sent(NOW).secret(OTHER_SECRET)), Mistake.UNKNOWN, false);
    }

    @Test
    void whatReadTheBodyIsNamed() {
        WebhookProvider shop = Damage.shop(Secrets.of(SECRET));
        RejectedException consumed = new RejectedException(Reason.BODY_CONSUMED, "test");
        WebhookRequest request = NONE.sent(NOW).request();
        assertFound(
                new Diagnosis(Map.of()).of(new Refusal(shop, request, null, NOW, consumed, List.of("app.LogFilter"))),
                Mistake.BODY_CONSUMED,
                false,
                "filters app.LogFilter",
                "Exclude");
        assertFound(
                new Diagnosis(Map.of()).of(new Refusal(shop, request, null, NOW, consumed, List.of())),
                Mistake.BODY_CONSUMED,
                false,
                "getReader");
    }

    @Test
    void withoutABodyARenamedHeaderIsAGuess() {
        Delivery delivery = NONE.sent(NOW).renamed(name -> name.replace('-', '_'));
        WebhookProvider shop = Damage.shop(Secrets.of(SECRET));
        Refusal read = refusal(shop, delivery.request(), delivery.body(), NOW);
        Refusal unread = new Refusal(shop, read.request(), null, NOW, read.rejection(), List.of());
        assertFound(new Diagnosis(Map.of()).of(unread), Mistake.HEADER_RENAMED, false, "X_Shop_");
    }

    @Test
    void ofALargeBodyNoCopiesAreTried() {
        String large = "{\"id\":\"evt_1\",\"a\":\"" + "x".repeat(BodyMistakes.MOST_BYTES) + "\"}";
        Damage damage = new Damage("", large, d -> d.text(text -> text + "\n"), Mistake.BODY_LINES, "", true);
        Delivery arrived = damage.arrived(NOW);
        WebhookProvider shop = Damage.shop(Secrets.of(SECRET));
        assertFound(
                new Diagnosis(Map.of()).of(refusal(shop, arrived.request(), arrived.body(), NOW)),
                Mistake.UNKNOWN,
                false);
    }

    @Test
    void aDiagnosisOfNothingReadIsQuiet() {
        Refusal none = new Refusal(
                Damage.shop(Secrets.of(SECRET)),
                WebhookRequest.builder("POST", "/").header(TIME, "").build(),
                null,
                NOW,
                new RejectedException(Reason.SIGNATURE_MISSING, "test"),
                List.of());
        assertFound(new Diagnosis(Map.of()).of(none), Mistake.HEADER_EMPTIED, false, TIME);
    }
}
