package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureSchemeTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final WebhookRequest POST =
            WebhookRequest.builder("POST", "/").body(BODY).build();
    private static final Secrets SECRETS = Secrets.of("secret");
    private static final Instant NOW = Instant.ofEpochSecond(1767225600);

    private static SignatureScheme.Builder timed() {
        return SignatureScheme.hmacSha256()
                .signature(Field.entry("Sig", ';', "h1"))
                .timestamp(Field.header("Time"))
                .signs(SignedPart.timestamp(), SignedPart.text(":"), SignedPart.body());
    }

    private static int verify(SignatureScheme scheme, Map<String, String> headers, Instant now) {
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/");
        headers.forEach(request::header);
        return scheme.verifier(SECRETS).signature(request.build()).verify(BODY, now);
    }

    private static void assertRejected(
            Reason reason, SignatureScheme scheme, Map<String, String> headers, Instant now) {
        assertThatThrownBy(() -> verify(scheme, headers, now))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aSignatureIsGoodFromOneToleranceBeforeNowToOneAfter() {
        SignatureScheme scheme = timed().tolerance(Duration.ofSeconds(10)).build();
        Map<String, String> headers = scheme.sign(SECRETS, POST, NOW);

        assertThat(verify(scheme, headers, NOW.plusSeconds(10))).isZero();
        assertThat(verify(scheme, headers, NOW.minusSeconds(10))).isZero();
        assertRejected(Reason.TIMESTAMP_STALE, scheme, headers, NOW.plusSeconds(11));
        assertRejected(Reason.TIMESTAMP_FUTURE, scheme, headers, NOW.minusSeconds(11));
    }

    @Test
    void theRefusalSaysHowFarTheClocksAreApart() {
        SignatureScheme scheme = timed().tolerance(Duration.ofSeconds(10)).build();
        Map<String, String> headers = scheme.sign(SECRETS, POST, NOW);
        assertThatThrownBy(() -> verify(scheme, headers, NOW.plusSeconds(11))).hasMessageContaining("signed 11 s ago");
        assertThatThrownBy(() -> verify(scheme, headers, NOW.minusSeconds(11)))
                .hasMessageContaining("signed 11 s ahead");
    }

    @Test
    void theIndexOfTheSecretThatMatchedIsReported() {
        SignatureScheme scheme = timed().build();
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/");
        scheme.sign(SECRETS, POST, NOW).forEach(request::header);
        Secrets several = Secrets.of("first", "second", "secret");
        assertThat(scheme.verifier(several).signature(request.build()).verify(BODY, NOW))
                .isEqualTo(2);
    }

    @Test
    void theFirstSchemeWithAHeaderDecidesAlone() {
        SignatureScheme strong = timed().build();
        SignatureScheme weak =
                SignatureScheme.hmacSha1().signature(Field.header("Weak")).build();
        Verifier verifier = strong.orElse(weak).verifier(SECRETS);
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/");
        weak.sign(SECRETS, POST, NOW).forEach(request::header);
        assertThat(verifier.signature(request.build()).verify(BODY, NOW)).isZero();

        request.header("Sig", "h1=" + "0".repeat(64)).header("Time", "1767225600");
        assertThatThrownBy(() -> verifier.signature(request.build()).verify(BODY, NOW))
                .isInstanceOf(RejectedException.class);
        assertThatThrownBy(() ->
                        verifier.signature(WebhookRequest.builder("POST", "/").build()))
                .hasMessageContaining("no Sig header");
    }

    @Test
    void ofSchemesThatShareAHeaderTheOneThatIsUsedSaysWhatIsWrong() {
        SignatureScheme both = timed().build()
                .or(SignatureScheme.hmacSha512()
                        .signature(Field.entry("Sig", ';', "h2"))
                        .timestamp(Field.header("Time"))
                        .signs(SignedPart.timestamp(), SignedPart.body())
                        .build());

        assertThatThrownBy(() -> verify(both, Map.of("Sig", "h1=" + "0".repeat(64)), NOW))
                .hasMessageContaining("no Time header");
        assertThatThrownBy(() -> verify(both, Map.of("Sig", "h1=00", "Time", "1767225600"), NOW))
                .hasMessageContaining("no signature of HmacSHA256");
        assertThatThrownBy(() -> verify(both, Map.of("Sig", "h2=00", "Time", "1767225600"), NOW))
                .hasMessageContaining("no signature of HmacSHA512");
    }

    @Test
    void aToleranceOfZeroAcceptsAnyAge() {
        SignatureScheme scheme = timed().tolerance(Duration.ZERO).build();
        Map<String, String> headers = scheme.sign(SECRETS, POST, NOW);
        assertThat(verify(scheme, headers, Instant.EPOCH)).isZero();
        assertThat(verify(scheme, headers, Instant.MAX)).isZero();
    }

    @Test
    void whatIsSignedIsTheTimeTheTextAndTheBody() {
        assertThat(timed().build().sign(SECRETS, POST, NOW))
                // printf '1767225600:{}' | openssl dgst -sha256 -hmac secret
                .containsEntry("Sig", "h1=469fc208e4c4ff1b70e27994de26437226270539c1ca62645faa2f5752f5f858")
                .containsEntry("Time", "1767225600");
    }

    @Test
    void aSha1SchemeSignsWithSha1() {
        SignatureScheme scheme =
                SignatureScheme.hmacSha1().signature(Field.header("Sig")).build();
        assertThat(scheme.sign(SECRETS, POST, NOW))
                // printf '{}' | openssl dgst -sha1 -hmac secret
                .containsEntry("Sig", "5d61605c3feea9799210ddcb71307d4ba264225f");
        assertThat(verify(scheme, scheme.sign(SECRETS, POST, NOW), NOW)).isZero();
    }

    @Test
    void theSeparatorOfTheListIsTheSchemesOwn() {
        SignatureScheme scheme = timed().build();
        String good = scheme.sign(SECRETS, POST, NOW).get("Sig");
        assertThat(verify(scheme, Map.of("Time", "1767225600", "Sig", "v=1;" + good), NOW))
                .isZero();
        assertRejected(Reason.SIGNATURE_MALFORMED, scheme, Map.of("Time", "1767225600", "Sig", "v=1," + good), NOW);
    }

    @Test
    void aSchemeThatCannotBeSecureDoesNotBuild() {
        assertThatThrownBy(() -> SignatureScheme.hmacSha256().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("signature(");
        assertThatThrownBy(() -> timed().signs(SignedPart.timestamp()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SignedPart.body()");
        assertThatThrownBy(() -> timed().signs(SignedPart.body()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("both named and signed");
        assertThatThrownBy(() -> SignatureScheme.hmacSha256()
                        .signature(Field.header("Sig"))
                        .signs(SignedPart.timestamp(), SignedPart.body())
                        .build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SignatureScheme.hmacSha256().signature(Field.sha256()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timed().timestamp(Field.text("1"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aToleranceThatRefusesEverythingDoesNotBuild() {
        assertThatThrownBy(() -> timed().tolerance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timed().tolerance(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(timed().tolerance(Duration.ofSeconds(1)).build()).isNotNull();
    }

    @Test
    void secretsThatAreChosenPerRequestDoNotSign() {
        assertThatThrownBy(() -> timed().build().sign(Secrets.perRequest(request -> SECRETS), POST, NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
