package io.github.webhook4j;

import static io.github.webhook4j.Damage.JSON;
import static io.github.webhook4j.Damage.OTHER_SECRET;
import static io.github.webhook4j.Damage.SECRET;
import static io.github.webhook4j.Damage.SIGNATURE;
import static io.github.webhook4j.Damage.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.Damage.Delivery;
import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is made with a request that is really signed, and has to be found. */
class DiagnosisTest {

    private static final Instant NOW = Events.NOW;
    private static final Damage NONE = new Damage("none", JSON, delivery -> delivery, Mistake.UNKNOWN, "", false);

    static Stream<Damage> damages() {
        return Damage.all();
    }

    private static Refusal refusal(WebhookProvider provider, WebhookRequest request, byte[] body, Instant now) {
        RejectedException rejection = null;
        try {
            provider.claim(request).check(body, now);
        } catch (RejectedException e) {
            rejection = e;
        }
        assertThat(rejection).as("the request is refused").isNotNull();
        return new Refusal(provider, request, body, now, rejection, List.of());
    }

    private static SignatureDiagnosis diagnose(
            Delivery delivery, WebhookProvider provider, Map<String, WebhookProvider> endpoints, Instant now) {
        SignatureDiagnosis diagnosis =
                new Diagnosis(endpoints).of(refusal(provider, delivery.request(), delivery.body(), now));
        assertDiscreet(diagnosis, Damage.confidential(delivery));
        return diagnosis;
    }

    private static SignatureDiagnosis diagnose(Delivery delivery) {
        WebhookProvider provider = Damage.shop(Secrets.of(delivery.secret()));
        return diagnose(delivery, provider, Map.of("shop", provider), NOW);
    }

    /** No eight characters of what must not be shown. */
    private static void assertDiscreet(SignatureDiagnosis diagnosis, List<String> confidential) {
        for (String text : confidential) {
            for (int i = 0; i + 8 <= text.length(); i++) {
                String part = text.substring(i, i + 8);
                assertThat(diagnosis.toString()).doesNotContain(part);
            }
        }
    }

    private static void assertFound(SignatureDiagnosis diagnosis, Mistake mistake, boolean proven, String... advice) {
        assertThat(List.of(advice))
                .allSatisfy(part -> assertThat(diagnosis.advice()).contains(part));
        assertThat(diagnosis.mistake()).as(diagnosis.advice()).isEqualTo(mistake);
        assertThat(diagnosis.proven()).isEqualTo(proven);
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
        for (Reason reason : List.of(Reason.EVENT_MALFORMED, Reason.METHOD_NOT_ALLOWED, Reason.SECRET_UNAVAILABLE)) {
            Refusal refusal = new Refusal(
                    shop, NONE.sent(NOW).request(), null, NOW, new RejectedException(reason, "test"), List.of());
            assertFound(new Diagnosis(Map.of()).of(refusal), Mistake.UNKNOWN, false, "not about the signature");
        }
    }

    @Test
    void theSecretOfAnotherEndpointIsFound() {
        WebhookProvider provider = Damage.shop(Secrets.of(OTHER_SECRET));
        Map<String, WebhookProvider> endpoints =
                Map.of("shop", provider, "shop-live", Damage.shop(Secrets.of("whsec_none", SECRET)));
        assertFound(
                diagnose(NONE.sent(NOW), provider, endpoints, NOW),
                Mistake.SECRET_OF_OTHER_ENDPOINT,
                true,
                "endpoint shop-live",
                "that endpoint's URL");
    }

    @Test
    void aSecretThatIsChosenPerRequestIsTriedAsWell() {
        Secrets secrets = Secrets.of(SECRET);
        WebhookProvider tenants =
                Damage.shop(Secrets.perRequest(request -> request.uri().equals("/") ? secrets : null));
        WebhookProvider provider = Damage.shop(Secrets.perRequest(request -> Secrets.of(OTHER_SECRET)));
        assertFound(
                diagnose(NONE.sent(NOW), provider, Map.of("tenants", tenants, "shop", provider), NOW),
                Mistake.SECRET_OF_OTHER_ENDPOINT,
                true,
                "endpoint tenants");
    }

    @Test
    void aChoiceThatFailsIsPassedOver() {
        WebhookProvider failing = Damage.shop(Secrets.perRequest(request -> {
            throw new IllegalStateException("down");
        }));
        WebhookProvider provider = Damage.shop(Secrets.of(SECRET + " "));
        assertFound(
                diagnose(NONE.sent(NOW), provider, Map.of("a", failing, "shop", provider), NOW),
                Mistake.SECRET_ALTERED,
                true);
    }

    @Test
    void noSecretForTheRequestIsSaid() {
        WebhookProvider provider = Damage.shop(Secrets.perRequest(request -> null));
        assertFound(
                diagnose(NONE.sent(NOW), provider, Map.of(), NOW),
                Mistake.UNKNOWN,
                false,
                "No secret is configured for this request");
    }

    @Test
    void theSecretsOfTwoProvidersMixedUpAreFound() {
        WebhookProvider provider = Damage.shop(Secrets.of(OTHER_SECRET));
        WebhookProvider other = Events.open().build();
        WebhookProvider swapped = WebhookProvider.builder("bank", Events.SCHEME, Secrets.of(SECRET))
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .build();
        assertFound(
                diagnose(NONE.sent(NOW), provider, Map.of("a", other, "bank", swapped), NOW),
                Mistake.SECRET_OF_OTHER_ENDPOINT,
                true,
                "configured for endpoint bank",
                "mixed up");
    }

    @Test
    void aRequestOfAnotherProviderIsProvenByItsEndpoint() {
        WebhookProvider bank = bank();
        byte[] body = JSON.getBytes(StandardCharsets.UTF_8);
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body);
        bank.sign(WebhookRequest.builder("POST", "/").body(body).build(), NOW).forEach(request::header);
        WebhookProvider shop = Damage.shop(Secrets.of(SECRET));
        Refusal refusal = refusal(shop, request.build(), body, NOW);
        assertFound(
                new Diagnosis(Map.of("shop", shop, "giro", bank)).of(refusal),
                Mistake.OTHER_PROVIDER,
                true,
                "from bank",
                "endpoint giro");
        Refusal unread = new Refusal(shop, refusal.request(), null, NOW, refusal.rejection(), List.of());
        assertFound(
                new Diagnosis(Map.of("shop", shop, "giro", bank)).of(unread),
                Mistake.OTHER_PROVIDER,
                false,
                "X-Signature",
                "bank");
    }

    private static WebhookProvider bank() {
        return WebhookProvider.builder("bank", Events.SCHEME, Secrets.of("the bank's secret"))
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .build();
    }

    @Test
    void aProviderOnTheClassPathIsRecognised() {
        byte[] body = JSON.getBytes(StandardCharsets.UTF_8);
        WebhookRequest request = WebhookRequest.builder("POST", "/")
                .header("X-Signature", "v=1")
                .body(body)
                .build();
        WebhookProvider shop = Damage.shop(Secrets.of(SECRET));
        assertFound(
                new Diagnosis(Map.of("shop", shop)).of(refusal(shop, request, body, NOW)),
                Mistake.OTHER_PROVIDER,
                false,
                "first");
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

    private static WebhookProvider timed(TimeFormat format) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.entry("Sig", ',', "v1"))
                .timestamp(Field.entry("Sig", ',', "t"), format)
                .signs(SignedPart.timestamp(), SignedPart.text("."), SignedPart.body())
                .build();
        return WebhookProvider.builder("timed", scheme, Secrets.of(SECRET))
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .build();
    }

    private static SignatureDiagnosis sentInAndReadIn(TimeFormat sent, TimeFormat read) {
        byte[] body = JSON.getBytes(StandardCharsets.UTF_8);
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body);
        timed(sent)
                .sign(WebhookRequest.builder("POST", "/").body(body).build(), NOW)
                .forEach(request::header);
        return new Diagnosis(Map.of()).of(refusal(timed(read), request.build(), body, NOW.plusSeconds(3)));
    }

    @Test
    void aTimeInAnotherUnitIsTold() {
        assertFound(
                sentInAndReadIn(TimeFormat.MILLIS, TimeFormat.SECONDS), Mistake.TIME_UNIT, true, "TimeFormat.MILLIS");
        assertFound(
                sentInAndReadIn(TimeFormat.SECONDS, TimeFormat.MILLIS), Mistake.TIME_UNIT, true, "TimeFormat.SECONDS");
        assertFound(
                sentInAndReadIn(TimeFormat.RFC3339, TimeFormat.SECONDS),
                Mistake.TIME_UNIT,
                false,
                "TimeFormat.RFC3339");
    }

    @Test
    void anEntryOfAListIsWrittenAsItShouldBe() {
        byte[] body = JSON.getBytes(StandardCharsets.UTF_8);
        WebhookProvider provider = timed(TimeFormat.SECONDS);
        String header = provider.sign(
                        WebhookRequest.builder("POST", "/").body(body).build(), NOW)
                .getOrDefault("Sig", "");
        for (String damaged : List.of(
                header.replace(",", ";"),
                header.replace(",", " "),
                "'" + header + "'",
                header.replace("v1=", "V1=").replace("t=", "t= "),
                header.substring(0, 16) + Encoding.BASE64.encode(HexFormat.of().parseHex(header.substring(16))))) {
            WebhookRequest request =
                    WebhookRequest.builder("POST", "/").header("Sig", damaged).build();
            assertFound(
                    new Diagnosis(Map.of()).of(refusal(provider, request, body, NOW)),
                    Mistake.SIGNATURE_ALTERED,
                    true,
                    "the header Sig");
        }
    }

    private static SignatureDiagnosis shared(SignatureScheme.Builder builder, String sender, String configured) {
        SignatureScheme scheme =
                builder.signature(Field.header("Sig"), Encoding.BASE64).build();
        byte[] body = JSON.getBytes(StandardCharsets.UTF_8);
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body);
        scheme.sign(
                        Secrets.of(sender),
                        WebhookRequest.builder("POST", "/").body(body).build(),
                        NOW)
                .forEach(request::header);
        WebhookProvider provider = WebhookProvider.builder("shop", scheme, Secrets.of(configured))
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .build();
        SignatureDiagnosis diagnosis = new Diagnosis(Map.of()).of(refusal(provider, request.build(), body, NOW));
        assertDiscreet(diagnosis, List.of(sender, configured));
        return diagnosis;
    }

    @Test
    void aSecretThatTheSenderUsesAsTextIsFoundWhereBase64IsRead() {
        String text = Base64.getEncoder().encodeToString("0123456789abcdefghijklmnop".getBytes(StandardCharsets.UTF_8));
        SignatureScheme.Builder base64 = SignatureScheme.hmacSha256().secrets(Encoding.BASE64, "whsec_", "");
        assertFound(
                shared(
                        base64,
                        Encoding.BASE64.encode(("whsec_" + text).getBytes(StandardCharsets.UTF_8)),
                        "whsec_" + text),
                Mistake.SECRET_ENCODING,
                true,
                "its text as it is",
                "Encoding.TEXT");
        assertFound(
                shared(base64, Encoding.BASE64.encode(text.getBytes(StandardCharsets.UTF_8)), "whsec_" + text),
                Mistake.SECRET_ENCODING,
                true,
                "Encoding.TEXT");
    }

    @Test
    void aPrefixThatIsTooMuchIsFound() {
        WebhookProvider shop = Damage.shop(Secrets.of("whsec_plain_secret"));
        byte[] body = JSON.getBytes(StandardCharsets.UTF_8);
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body);
        Damage.shop(Secrets.of("plain_secret"))
                .sign(WebhookRequest.builder("POST", "/").body(body).build(), NOW)
                .forEach(request::header);
        assertFound(
                new Diagnosis(Map.of()).of(refusal(shop, request.build(), body, NOW)),
                Mistake.SECRET_PREFIX,
                true,
                "without the prefix whsec_");
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
    void aPublicKeyWithItsLineBreaksEscapedIsFound() {
        String seedAndKey = Encoding.BASE64.encode(
                HexFormat.of()
                        .parseHex(
                                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
        String key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        SignatureScheme scheme =
                SignatureScheme.ed25519().signature(Field.header("Sig")).build();
        byte[] body = JSON.getBytes(StandardCharsets.UTF_8);
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body);
        scheme.sign(
                        Secrets.of(seedAndKey),
                        WebhookRequest.builder("POST", "/").body(body).build(),
                        NOW)
                .forEach(request::header);
        WebhookProvider provider = WebhookProvider.builder(
                        "signed", scheme, Secrets.perRequest(chosen -> Secrets.of("\"" + key + "\"")))
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .build();
        Refusal refusal = new Refusal(
                provider,
                request.build(),
                body,
                NOW,
                new RejectedException(Reason.SIGNATURE_MISMATCH, "test"),
                List.of());
        assertFound(new Diagnosis(Map.of()).of(refusal), Mistake.SECRET_ALTERED, true, "quotes");
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
    void manyEndpointsDoNotMakeManySignatures() {
        WebhookProvider other = Damage.shop(Secrets.of(Collections.nCopies(200, OTHER_SECRET)));
        WebhookProvider shop = Damage.shop(Secrets.of(SECRET + " "));
        assertFound(
                diagnose(NONE.sent(NOW), shop, Map.of("a", other, "b", shop), NOW),
                Mistake.UNKNOWN,
                false,
                "too many secrets");
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
