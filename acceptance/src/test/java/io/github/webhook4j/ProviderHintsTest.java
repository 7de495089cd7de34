package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.SignatureDiagnosis.Mistake;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.shopify.Shopify;
import io.github.webhook4j.slack.Slack;
import io.github.webhook4j.standard.StandardWebhooks;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SignedRequest;
import io.github.webhook4j.zoom.Zoom;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The mistakes of the providers' users, made with signed requests. */
class ProviderHintsTest {

    private static final String SECRET = "whsec_Zm9yIHRlc3RzIG9ubHksIG5v";

    private static SignatureDiagnosis diagnose(WebhookProvider provider, Map<String, String> headers, byte[] body) {
        WebhookRequest.Builder builder = WebhookRequest.builder("POST", "/").body(body);
        headers.forEach(builder::header);
        WebhookRequest request = builder.build();
        Instant now = Instant.now();
        RejectedException rejection = null;
        try {
            provider.claim(request).check(body, now);
        } catch (RejectedException e) {
            rejection = e;
        }
        assertThat(rejection).isNotNull();
        SignatureDiagnosis diagnosis = new Diagnosis(Map.of("here", provider))
                .of(new Refusal(provider, request, body, now, rejection, List.of()));
        String text = new String(body, StandardCharsets.UTF_8);
        assertDiscreet(diagnosis, text);
        provider.signing().secrets().values().forEach(secret -> assertDiscreet(diagnosis, secret));
        provider.signing().scheme().signatureHeaders().stream()
                .flatMap(header -> request.headers().all(header).stream())
                .forEach(signature -> assertDiscreet(diagnosis, signature));
        return diagnosis;
    }

    private static void assertDiscreet(SignatureDiagnosis diagnosis, String confidential) {
        for (int i = 0; i + 8 <= confidential.length(); i++) {
            assertThat(diagnosis.toString()).doesNotContain(confidential.substring(i, i + 8));
        }
    }

    private static void assertFound(SignatureDiagnosis diagnosis, Mistake mistake, boolean proven, String advice) {
        assertThat(diagnosis.advice()).contains(advice);
        assertThat(diagnosis.mistake()).as(diagnosis.advice()).isEqualTo(mistake);
        assertThat(diagnosis.proven()).isEqualTo(proven);
    }

    /** A request that is signed with another secret than the one configured. */
    private static SignatureDiagnosis configured(Function<Secrets, WebhookProvider> provider, String secret) {
        SignedRequest signed =
                SignedRequest.of(provider.apply(Secrets.of(SECRET))).build();
        return diagnose(provider.apply(Secrets.of(secret)), signed.headers(), signed.body());
    }

    /** A request whose headers are not those that were sent. */
    private static SignatureDiagnosis damaged(WebhookProvider provider, UnaryOperator<Map<String, String>> damage) {
        SignedRequest signed = SignedRequest.of(provider).build();
        return diagnose(provider, damage.apply(new TreeMap<>(signed.headers())), signed.body());
    }

    @Test
    void anotherCredentialThanTheSecretIsRecognised() {
        Map<String, Function<Secrets, WebhookProvider>> credentials = Map.ofEntries(
                Map.entry("sk_live_0123456789abcdef", Stripe::provider),
                Map.entry("rk_test_0123456789abcdef", Stripe::provider),
                Map.entry("pk_test_0123456789abcdef", Stripe::provider),
                Map.entry("we_0123456789abcdefghij", Stripe::provider),
                Map.entry("ghp_0123456789abcdefghij", GitHub::provider),
                Map.entry("github_pat_0123456789abcdefghij", GitHub::provider),
                Map.entry("gho_0123456789abcdefghij", GitHub::provider),
                Map.entry("-----BEGIN RSA PRIVATE KEY-----\nMII", GitHub::provider),
                Map.entry("xoxb-0123456789-abcdefghij", Slack::provider),
                Map.entry("xoxe.xoxp-1-0123456789abcdef", Slack::provider),
                Map.entry("xapp-1-0123456789abcdefghij", Slack::provider),
                Map.entry("Ab0123456789abcdefghijkl", Slack::provider),
                Map.entry("shpat_0123456789abcdefghij", Shopify::provider),
                Map.entry("shpca_0123456789abcdefghij", Shopify::provider),
                Map.entry("eyJhbGciOiJIUzI1NiJ9.e30.0123", Zoom::provider));
        credentials.forEach((credential, provider) ->
                assertFound(configured(provider, credential), Mistake.SECRET_OF_OTHER_KIND, false, "The secret: it "));
    }

    @Test
    void anOrdinarySecretIsNoOtherCredential() {
        for (Function<Secrets, WebhookProvider> provider : List.<Function<Secrets, WebhookProvider>>of(
                GitHub::provider, Slack::provider, Shopify::provider, Zoom::provider)) {
            assertFound(configured(provider, "0123456789abcdef0123456789abcdef"), Mistake.UNKNOWN, false, "Compare");
        }
    }

    @Test
    void theModeOfAStripeEventIsToldIfNothingElseIs() {
        for (String object : List.of("event", "v2.core.event")) {
            String json = "{\"id\":\"evt_1\",\"object\":\"" + object + "\",\"data\":{\"object\":{\"livemode\":true}},"
                    + "\"livemode\":false,\"type\":\"invoice.paid\"}";
            assertFound(stripe(json), Mistake.MODE, false, "an event of test mode");
            assertFound(
                    stripe(json.replace("\"livemode\":false", "\"livemode\":true")),
                    Mistake.MODE,
                    false,
                    "an event of live mode");
        }
    }

    private static SignatureDiagnosis stripe(String json) {
        SignedRequest signed = SignedRequest.of(Stripe.provider(Secrets.of(SECRET)))
                .body(json.getBytes(StandardCharsets.UTF_8))
                .build();
        return diagnose(Stripe.provider(Secrets.of("whsec_of_the_other_mode")), signed.headers(), signed.body());
    }

    @Test
    void theSecretOfStripeNeedsItsPrefix() {
        assertFound(configured(Stripe::provider, SECRET.substring(6)), Mistake.SECRET_PREFIX, true, "whsec_");
        assertFound(
                configured(Stripe::provider, "0123456789abcdef"),
                Mistake.SECRET_OF_OTHER_KIND,
                false,
                "begin with whsec_");
    }

    @Test
    void aPrettyBodyOfStripeIsRestored() {
        String pretty =
                "{\n  \"id\": \"evt_1\",\n  \"type\": \"invoice.paid\",\n  \"data\": {\n    \"object\": {}\n  }\n}";
        WebhookProvider stripe = Stripe.provider(Secrets.of(SECRET));
        SignedRequest signed = SignedRequest.of(stripe)
                .body(pretty.getBytes(StandardCharsets.UTF_8))
                .build();
        byte[] minified = pretty.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
        assertFound(
                diagnose(stripe, signed.headers(), minified), Mistake.BODY_REFORMATTED, true, "indented by 2 blanks");
    }

    @Test
    void whatAnOldGitHubSignsIsTold() {
        WebhookProvider github = GitHub.provider(Secrets.of(SECRET));
        assertFound(
                damaged(github, headers -> {
                    headers.put("X-Hub-Signature", "sha1=" + "01".repeat(20));
                    headers.remove("X-Hub-Signature-256");
                    return headers;
                }),
                Mistake.SIGNED_OTHERWISE,
                false,
                "accept-sha1");
        assertFound(
                damaged(github, headers -> {
                    headers.remove("X-Hub-Signature-256");
                    return headers;
                }),
                Mistake.SIGNED_OTHERWISE,
                false,
                "no secret is set there");
    }

    @Test
    void aFormOfGitHubThatWasDecodedIsRestored() {
        WebhookProvider github = GitHub.provider(Secrets.of(SECRET));
        byte[] json = "{\"action\":\"opened\",\"title\":\"a b & c/d: \u00e9\"}".getBytes(StandardCharsets.UTF_8);
        SignedRequest signed =
                SignedRequest.of(github).body(json).form("payload").build();
        assertFound(diagnose(github, signed.headers(), json), Mistake.BODY_FORM, true, "Only the value");
    }

    @Test
    void aRequestOfAnotherProviderIsNamed() {
        SignedRequest slack =
                SignedRequest.of(Slack.provider(Secrets.of(SECRET))).build();
        assertFound(
                diagnose(Stripe.provider(Secrets.of(SECRET)), slack.headers(), slack.body()),
                Mistake.OTHER_PROVIDER,
                false,
                "X-Slack-Signature, in which slack signs");
        SignedRequest stripe =
                SignedRequest.of(Stripe.provider(Secrets.of(SECRET))).build();
        assertFound(
                diagnose(GitHub.provider(Secrets.of(SECRET)), stripe.headers(), stripe.body()),
                Mistake.OTHER_PROVIDER,
                false,
                "stripe");
    }

    @Test
    void aRawSecretOfStandardWebhooksIsTold() {
        String secret = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
        SignedRequest raw = SignedRequest.of(StandardWebhooks.providerWithRawSecrets(Secrets.of(secret)))
                .id("msg_1")
                .build();
        assertFound(
                diagnose(StandardWebhooks.provider(Secrets.of(secret)), raw.headers(), raw.body()),
                Mistake.SECRET_ENCODING,
                true,
                "its text as it is");
        SignedRequest decoded = SignedRequest.of(StandardWebhooks.provider(Secrets.of(secret)))
                .id("msg_1")
                .build();
        assertFound(
                diagnose(
                        StandardWebhooks.providerWithRawSecrets(Secrets.of("whsec_" + secret)),
                        decoded.headers(),
                        decoded.body()),
                Mistake.SECRET_ENCODING,
                true,
                "BASE64");
    }

    @Test
    void theHeadersOfStandardWebhooksAreRenamedBackTogether() {
        assertFound(
                damaged(StandardWebhooks.provider(Secrets.of(SECRET)), headers -> {
                    Map<String, String> renamed = new TreeMap<>();
                    headers.forEach((name, value) -> renamed.put(name.replace('-', '_'), value));
                    return renamed;
                }),
                Mistake.HEADER_RENAMED,
                true,
                "renames headers");
    }
}
