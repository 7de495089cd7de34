package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.Damage.Delivery;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Has a request refused and diagnosed, as an endpoint does. */
final class Diagnosed {

    static final Instant NOW = Events.NOW;

    private Diagnosed() {}

    /** A provider of the shop's events that signs in another way. */
    static WebhookProvider provider(String name, SignatureScheme scheme, Secrets secrets) {
        return WebhookProvider.builder(name, scheme, secrets)
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .build();
    }

    /** The request that a scheme signs. */
    static WebhookRequest signed(SignatureScheme scheme, String secret) {
        byte[] body = Damage.JSON.getBytes(StandardCharsets.UTF_8);
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body);
        scheme.sign(Secrets.of(secret), request.build(), NOW).forEach(request::header);
        return request.build();
    }

    static SignatureDiagnosis diagnose(WebhookProvider provider, WebhookRequest request) {
        byte[] body = Damage.JSON.getBytes(StandardCharsets.UTF_8);
        return new Diagnosis(Map.of()).of(refusal(provider, request, body, NOW));
    }

    static Refusal refusal(WebhookProvider provider, WebhookRequest request, byte[] body, Instant now) {
        RejectedException rejection = null;
        try {
            provider.claim(request).check(body, now);
        } catch (RejectedException e) {
            rejection = e;
        }
        assertThat(rejection).as("the request is refused").isNotNull();
        return new Refusal(provider, request, body, now, rejection, List.of());
    }

    static SignatureDiagnosis diagnose(
            Delivery delivery, WebhookProvider provider, Map<String, WebhookProvider> endpoints, Instant now) {
        SignatureDiagnosis diagnosis =
                new Diagnosis(endpoints).of(refusal(provider, delivery.request(), delivery.body(), now));
        assertDiscreet(diagnosis, Damage.confidential(delivery));
        return diagnosis;
    }

    static SignatureDiagnosis diagnose(Delivery delivery) {
        WebhookProvider provider = Damage.shop(Secrets.of(delivery.secret()));
        return diagnose(delivery, provider, Map.of("shop", provider), NOW);
    }

    /** No eight characters of what must not be shown. */
    static void assertDiscreet(SignatureDiagnosis diagnosis, List<String> confidential) {
        for (String text : confidential) {
            for (int i = 0; i + 8 <= text.length(); i++) {
                String part = text.substring(i, i + 8);
                assertThat(diagnosis.toString()).doesNotContain(part);
            }
        }
    }

    static void assertFound(SignatureDiagnosis diagnosis, Mistake mistake, boolean proven, String... advice) {
        assertThat(List.of(advice))
                .allSatisfy(part -> assertThat(diagnosis.advice()).contains(part));
        assertThat(diagnosis.mistake()).as(diagnosis.advice()).isEqualTo(mistake);
        assertThat(diagnosis.proven()).isEqualTo(proven);
    }
}
