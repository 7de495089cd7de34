package io.github.webhook4j;

import static io.github.webhook4j.Damage.JSON;
import static io.github.webhook4j.Damage.OTHER_SECRET;
import static io.github.webhook4j.Damage.SECRET;
import static io.github.webhook4j.Diagnosed.NOW;
import static io.github.webhook4j.Diagnosed.assertFound;
import static io.github.webhook4j.Diagnosed.diagnose;
import static io.github.webhook4j.Diagnosed.provider;
import static io.github.webhook4j.Diagnosed.refusal;
import static io.github.webhook4j.Diagnosed.signed;

import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests for another endpoint, and secrets of one. */
class EndpointDiagnosisTest {

    private static final Damage NONE = new Damage("none", JSON, delivery -> delivery, Mistake.UNKNOWN, "", false);

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
    void aSecretThatCannotBeHadIsSaid() {
        WebhookProvider failing = Damage.shop(Secrets.perRequest(request -> {
            throw new IllegalStateException("down");
        }));
        assertFound(diagnose(NONE.sent(NOW), failing, Map.of(), NOW), Mistake.UNKNOWN, false, "could not be had");
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
        WebhookProvider swapped = provider("bank", Events.SCHEME, Secrets.of(SECRET));
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
        WebhookProvider shop = Damage.shop(Secrets.of(SECRET));
        WebhookRequest request = signed(Events.SCHEME, "the bank's secret");
        Refusal refusal = refusal(shop, request, JSON.getBytes(StandardCharsets.UTF_8), NOW);
        assertFound(
                new Diagnosis(Map.of("shop", shop, "giro", bank)).of(refusal),
                Mistake.OTHER_PROVIDER,
                true,
                "from bank",
                "endpoint giro");
        Refusal unread = new Refusal(shop, request, null, NOW, refusal.rejection(), List.of());
        assertFound(
                new Diagnosis(Map.of("shop", shop, "giro", bank)).of(unread),
                Mistake.OTHER_PROVIDER,
                false,
                "X-Signature",
                "bank");
    }

    private static WebhookProvider bank() {
        return provider("bank", Events.SCHEME, Secrets.of("the bank's secret"));
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
    void manyEndpointsDoNotMakeManySignatures() {
        WebhookProvider other = Damage.shop(Secrets.of(Collections.nCopies(200, OTHER_SECRET)));
        WebhookProvider shop = Damage.shop(Secrets.of(SECRET + " "));
        assertFound(
                diagnose(NONE.sent(NOW), shop, Map.of("a", other, "b", shop), NOW),
                Mistake.UNKNOWN,
                false,
                "too many secrets");
    }
}
