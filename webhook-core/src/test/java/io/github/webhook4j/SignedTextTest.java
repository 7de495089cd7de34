package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is signed, shown by a scheme whose signature is compared with one over the text written out. */
class SignedTextTest {

    private static final Secrets SECRETS = Secrets.of("secret");
    private static final SignatureScheme BODY_ALONE =
            SignatureScheme.hmacSha256().signature(Field.header("Sig")).build();

    private static WebhookRequest.Builder post(String uri, String body) {
        return WebhookRequest.builder("POST", uri).body(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String signatureOver(String text) {
        return Objects.requireNonNull(
                BODY_ALONE.sign(SECRETS, post("/", text).build(), Events.NOW).get("Sig"));
    }

    private static SignatureScheme.Builder scheme(SignedPart... parts) {
        return SignatureScheme.hmacSha256().signature(Field.header("Sig")).signs(parts);
    }

    private static void assertSigned(SignatureScheme scheme, WebhookRequest.Builder request, String text) {
        assertThat(verify(scheme, request.header("Sig", signatureOver(text)))).isZero();
        assertThat(scheme.sign(SECRETS, request.build(), Events.NOW)).containsEntry("Sig", signatureOver(text));
    }

    private static int verify(SignatureScheme scheme, WebhookRequest.Builder builder) {
        WebhookRequest request = builder.build();
        Verifier.Signature signature = scheme.verifier(SECRETS).signature(request);
        return signature.verify(request.readBody(10_000), Events.NOW);
    }

    private static void assertRejected(Reason reason, SignatureScheme scheme, WebhookRequest.Builder request) {
        assertThatThrownBy(() -> verify(scheme, request))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void theMethodTheUrlAsConfiguredWithTheQueryAsReceivedAndTheBody() {
        SignatureScheme scheme = scheme(
                        SignedPart.method(), SignedPart.url("https://example.com/hook"), SignedPart.body())
                .build();
        assertSigned(
                scheme,
                post("http://10.0.0.1:8080/internal?a=%2F&b=1#x", "body"),
                "POSThttps://example.com/hook?a=%2F&b=1body");
        assertSigned(scheme, post("/internal", "body"), "POSThttps://example.com/hookbody");
    }

    @Test
    void theUrlWithThoseEscapesDecodedThatHubSpotDecodes() {
        SignatureScheme scheme = scheme(SignedPart.decodedUrl("https://example.com/a%40b"), SignedPart.body())
                .build();
        assertSigned(
                scheme,
                post("/?u=%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B&k=%26%25", ""),
                "https://example.com/a@b?u=:/?@!$'()*,;&k=%26%25");
    }

    @Test
    void aSignedHeaderHasToBeThereOnceAndOfTheSendersForm() {
        SignatureScheme scheme = scheme(SignedPart.header("Id", "[^.]+"), SignedPart.text("."), SignedPart.body())
                .build();
        assertSigned(scheme, post("/", "body").header("id", "a"), "a.body");
        assertRejected(Reason.SIGNATURE_MISSING, scheme, post("/", "body").header("Sig", signatureOver(".body")));
        assertRejected(
                Reason.SIGNATURE_MALFORMED,
                scheme,
                post("/", "body").header("Id", "a.b").header("Sig", signatureOver("a.b.body")));
        assertRejected(
                Reason.SIGNATURE_MALFORMED,
                scheme,
                post("/", "body").header("Id", "a").header("Id", "b").header("Sig", signatureOver("a.body")));
    }

    @Test
    void theFieldsOfAFormSortedByNameWithNothingInBetween() {
        SignatureScheme scheme =
                scheme(SignedPart.text("u"), SignedPart.formFields()).build();
        assertSigned(scheme, post("/", "b=2+3&a=%C3%A9&B=x&c="), "uBxa\u00e9b2 3c");
        assertSigned(scheme, post("/", "m=2&m=1&m=2"), "um1m2");
        assertRejected(Reason.SIGNATURE_MALFORMED, scheme, post("/", "a=%zz").header("Sig", signatureOver("ua")));
    }

    @Test
    void theTimeAsItWasSentOrPrintedAnew() {
        SignatureScheme asSent = scheme(SignedPart.timestamp(), SignedPart.body())
                .timestamp(Field.header("Time"))
                .build();
        SignatureScheme anew = scheme(SignedPart.seconds(), SignedPart.body())
                .timestamp(Field.header("Time"))
                .build();
        WebhookRequest.Builder zeros = post("/", "body").header("Time", "001767225600");
        assertThat(verify(asSent, zeros.header("Sig", signatureOver("001767225600body"))))
                .isZero();
        assertThat(verify(
                        anew,
                        post("/", "body")
                                .header("Time", "001767225600")
                                .header("Sig", signatureOver("1767225600body"))))
                .isZero();
    }

    @Test
    void aTimeInMillisecondsOrRfc3339() {
        SignatureScheme millis = scheme(SignedPart.timestamp(), SignedPart.body())
                .timestamp(Field.header("Time"), TimeFormat.MILLIS)
                .build();
        SignatureScheme text = scheme(SignedPart.timestamp(), SignedPart.body())
                .timestamp(Field.header("Time"), TimeFormat.RFC3339)
                .build();
        for (String time : List.of("1767225600000", "1767225899999")) {
            assertThat(verify(millis, post("/", "").header("Time", time).header("Sig", signatureOver(time))))
                    .isZero();
        }
        for (String time : List.of("2026-01-01T00:00:00Z", "2026-01-01T01:00:00.123456789+01:00")) {
            assertThat(verify(text, post("/", "").header("Time", time).header("Sig", signatureOver(time))))
                    .isZero();
        }
        assertRejected(
                Reason.TIMESTAMP_STALE,
                millis,
                post("/", "").header("Time", "1767225600").header("Sig", signatureOver("1767225600")));
        for (String time : List.of("1767225600", "2026-01-01", "yesterday", "2026-01-01T00:00:00")) {
            assertRejected(
                    Reason.SIGNATURE_MALFORMED,
                    text,
                    post("/", "").header("Time", time).header("Sig", signatureOver(time)));
        }
        assertThat(TimeFormat.RFC3339.format(Instant.parse("2026-01-01T00:00:00.123456Z")))
                .isEqualTo("2026-01-01T00:00:00.123Z");
    }

    @Test
    void aTimeInTheSignedBodyIsReadOnceTheBodyIsVerified() {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.header("Sig"))
                .timestamp(Field.json("/at"), TimeFormat.MILLIS)
                .build();
        String fresh = "{\"at\":1767225600000}";
        String stale = "{\"at\":1767225000000}";
        String none = "{}";
        assertThat(verify(scheme, post("/", fresh).header("Sig", signatureOver(fresh))))
                .isZero();
        assertRejected(Reason.TIMESTAMP_STALE, scheme, post("/", stale).header("Sig", signatureOver(stale)));
        assertRejected(Reason.SIGNATURE_MISSING, scheme, post("/", none).header("Sig", signatureOver(none)));
        assertRejected(Reason.SIGNATURE_MISMATCH, scheme, post("/", "{").header("Sig", signatureOver(fresh)));
    }

    @Test
    void aSignatureInTheBodyOverSomeOfIt() {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.json("/s/sig"))
                .timestamp(Field.json("/s/time"))
                .signs(SignedPart.timestamp(), SignedPart.json("/s/token"))
                .unsignedBody()
                .build();
        String body = "{\"s\":{\"sig\":\"%s\",\"time\":\"1767225600\",\"token\":\"t\"}}";
        assertThat(verify(scheme, post("/", body.formatted(signatureOver("1767225600t")))))
                .isZero();
        assertRejected(Reason.SIGNATURE_MISMATCH, scheme, post("/", body.formatted(signatureOver("1767225600u"))));
        assertRejected(Reason.SIGNATURE_MALFORMED, scheme, post("/", "{\"s\":"));
        assertRejected(Reason.SIGNATURE_MALFORMED, scheme, post("/", "[]"));
        assertRejected(Reason.SIGNATURE_MISSING, scheme, post("/", "{}"));
        assertThatThrownBy(() -> scheme.sign(SECRETS, post("/", "{}").build(), Events.NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBodyThatIsSignedByItsHashInTheUrl() {
        SignatureScheme scheme =
                scheme(SignedPart.url("https://x")).bodySha256(Field.query("h")).build();
        String hash = Encoding.HEX.encode(EventFields.sha256("body".getBytes(StandardCharsets.UTF_8)));
        assertSigned(scheme, post("/?h=" + hash, "body"), "https://x?h=" + hash);
        assertRejected(
                Reason.SIGNATURE_MISMATCH,
                scheme,
                post("/?h=" + hash, "other").header("Sig", signatureOver("https://x?h=" + hash)));
        assertRejected(
                Reason.SIGNATURE_MISMATCH,
                scheme,
                post("/?h=zz", "body").header("Sig", signatureOver("https://x?h=zz")));
        assertRejected(Reason.SIGNATURE_MISSING, scheme, post("/", "body").header("Sig", signatureOver("https://x")));
    }

    @Test
    void theBodyHashTellsWhichOfTwoSchemesARequestIsFor() {
        SignatureScheme either = scheme(SignedPart.url("https://x"))
                .bodySha256(Field.query("h"))
                .build()
                .orElse(scheme(SignedPart.url("https://x"), SignedPart.formFields())
                        .build());
        String hash = Encoding.HEX.encode(EventFields.sha256("a=1".getBytes(StandardCharsets.UTF_8)));
        assertThat(verify(either, post("/?h=" + hash, "a=1").header("Sig", signatureOver("https://x?h=" + hash))))
                .isZero();
        assertThat(verify(either, post("/?q=2", "a=1").header("Sig", signatureOver("https://x?q=2a1"))))
                .isZero();
        assertRejected(
                Reason.SIGNATURE_MISMATCH,
                either,
                post("/?h=" + hash, "a=1").header("Sig", signatureOver("https://x?h=" + hash + "a1")));
        assertRejected(Reason.SIGNATURE_MISSING, either, post("/?h=" + hash, "a=1"));
    }

    @Test
    void aSignedHeaderIsLookedForBeforeTheBodyIsRead() {
        SignatureScheme scheme =
                scheme(SignedPart.header("Id", "[^.]+"), SignedPart.body()).build();
        WebhookRequest request =
                post("/", "x").header("Sig", signatureOver("x")).build();
        assertThatThrownBy(() -> scheme.verifier(SECRETS).signature(request))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE_MISSING));
    }

    @Test
    void aSchemeWhoseBodyHashIsNotSignedDoesNotBuild() {
        assertThatThrownBy(() -> scheme(SignedPart.text("x"))
                        .bodySha256(Field.query("h"))
                        .build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scheme(SignedPart.header("A"))
                        .bodySha256(Field.header("B"))
                        .build())
                .isInstanceOf(IllegalStateException.class);
        assertThat(scheme(SignedPart.header("B")).bodySha256(Field.header("B")).build())
                .isNotNull();
    }

    @Test
    void aSignatureInTheQuery() {
        SignatureScheme scheme =
                SignatureScheme.hmacSha256().signature(Field.query("sig")).build();
        assertThat(verify(scheme, post("/?a=1&sig=" + signatureOver("body"), "body")))
                .isZero();
        assertRejected(Reason.SIGNATURE_MISSING, scheme, post("/?a=1", "body"));
        assertRejected(
                Reason.SIGNATURE_MISSING,
                scheme,
                post("/?sig=" + signatureOver("body") + "&sig=" + signatureOver("body"), "body"));
    }

    @Test
    void aRequestWithAnyHeaderOfTheFirstSchemeIsNotForTheSecond() {
        SignatureScheme both = family("a-").orElse(family("b-"));
        Map<String, String> signed =
                family("b-").sign(SECRETS, post("/", "x").header("b-id", "1").build(), Events.NOW);
        WebhookRequest.Builder genuine = post("/", "x").header("b-id", "1");
        signed.forEach(genuine::header);
        assertThat(verify(both, genuine)).isZero();
        assertRejected(Reason.SIGNATURE_MISSING, both, genuine.header("a-id", "2"));
    }

    private static SignatureScheme family(String prefix) {
        return SignatureScheme.hmacSha256()
                .signature(Field.header(prefix + "sig"))
                .signs(SignedPart.header(prefix + "id"), SignedPart.body())
                .build();
    }

    @Test
    void moreSchemesThatWouldNotBeSecureDoNotBuild() {
        assertThatThrownBy(() -> scheme(SignedPart.text("x")).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unsignedBody()");
        assertThatThrownBy(() -> SignatureScheme.equality()
                        .signature(Field.header("Token"))
                        .signs(SignedPart.body())
                        .build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SignatureScheme.hmacSha256()
                        .signature(Field.header("Sig"), Encoding.TEXT)
                        .build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scheme(SignedPart.seconds(), SignedPart.body())
                        .timestamp(Field.header("Time"), TimeFormat.MILLIS)
                        .build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SignatureScheme.hmacSha256()
                        .signature(Field.json("/sig"))
                        .timestamp(Field.json("/time"))
                        .signs(SignedPart.json("/token"))
                        .unsignedBody()
                        .build())
                .isInstanceOf(IllegalStateException.class);
    }
}
