package io.github.webhook4j.shopify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.ContentPattern;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.Subscriptions;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Shopify says when it refuses, as it was recorded or reported. */
class ShopifyProblemsTest {

    private static final ContentPattern<?> CREATE = containing("webhookSubscriptionCreate(");

    private final FakeShop shop = new FakeShop();
    private final Subscriptions subscriptions = Subscriptions.builder(shop.api(), URI.create("https://a.example/"))
            .types(Set.of("orders/create"))
            .build();

    @AfterEach
    void close() {
        shop.close();
    }

    private SenderException refusal(ResponseDefinitionBuilder answer) {
        shop.server.stubFor(post(anyUrl()).withRequestBody(CREATE).willReturn(answer));
        SenderException refusal = catchThrowableOfType(SenderException.class, subscriptions::apply);
        assertThat(refusal).hasMessageNotContaining(FakeShop.TOKEN);
        return refusal;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Address for this topic has already been taken | ALREADY_THERE",
                "Address can't be blank | URL_NOT_ACCEPTED",
                "Address protocol http:// is not supported | URL_NOT_ACCEPTED",
                "Address cannot be a Shopify or an internal domain | URL_NOT_ACCEPTED",
                "You cannot create a webhook subscription with the specified topic | NOT_ALLOWED",
                "This app is not approved to subscribe to webhook topics containing protected customer data | NOT_ALLOWED",
                "Webhook subscription does not exist | NOT_FOUND",
            })
    void theTextOfAUserErrorIsAReason(String text, Reason reason) {
        SenderException refusal = refusal(okJson("""
                {"data": {"ORDERS_CREATE": {"webhookSubscription": null,
                  "userErrors": [{"field": ["webhookSubscription", "callbackUrl"], "message": "%s"}]}}}""".formatted(text)));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageContaining("ORDERS_CREATE: " + text);
    }

    @ParameterizedTest
    @CsvSource({
        "webhookSubscription format, REFUSED",
        "webhookSubscription, REFUSED",
        "webhookSubscription uri, URL_NOT_ACCEPTED"
    })
    void aTextThatIsNotKnownIsJudgedByItsField(String field, Reason reason) {
        assertThat(refusal(okJson("""
                {"data": {"ORDERS_CREATE": {"userErrors": [{"field": ["%s"], "message": "New words"}]}}}""".formatted(field.replace(" ", "\", \"")))))
                .hasMessageContaining("New words")
                .extracting(SenderException::reason)
                .isEqualTo(reason);
    }

    @Test
    void aMissingScopeIsNamed() {
        assertThat(refusal(okJson("""
                {"errors": [{"message": "access denied", "path": ["ORDERS_CREATE"],
                  "extensions": {"code": "ACCESS_DENIED", "requiredAccess": "`read_orders` access scope."}}], "data": null}""")))
                .hasMessageContaining("ORDERS_CREATE: access denied Required access: `read_orders` access scope.")
                .extracting(SenderException::reason)
                .isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void aTopicThatTheVersionDoesNotHaveIsRefusedInShopifysWords() {
        assertThat(refusal(okJson("""
                {"errors": [{"message": "Variable $topic of type WebhookSubscriptionTopic! was provided invalid value",
                  "extensions": {"code": "INVALID_VARIABLE"}}]}""")))
                .hasMessageContaining("was provided invalid value")
                .extracting(SenderException::reason)
                .isEqualTo(Reason.REFUSED);
    }

    private static ResponseDefinitionBuilder throttled(int requested, int available, int rate) {
        return okJson("""
                {"errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}],
                 "extensions": {"cost": {"requestedQueryCost": %d, "actualQueryCost": null, "throttleStatus":
                  {"maximumAvailable": 1000, "currentlyAvailable": %d, "restoreRate": %d}}}}""".formatted(requested, available, rate));
    }

    @Test
    void whenTheBudgetSufficesAgainIsCalculated() {
        SenderException refusal = refusal(throttled(2000, 66, 50));

        assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(39));
        shop.server.verify(1, postRequestedFor(anyUrl()).withRequestBody(CREATE));
    }

    @Test
    void theBudgetIsWaitedFor() {
        shop.server.stubFor(post(anyUrl())
                .withRequestBody(CREATE)
                .inScenario("budget")
                .whenScenarioStateIs("Started")
                .willSetStateTo("filled")
                .willReturn(throttled(10, 9, 50)));
        long start = System.nanoTime();

        subscriptions.apply();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(shop.calls()).hasSize(3);
        assertThat(subscriptions.list()).hasSize(1);
    }

    @Test
    void aBudgetThatIsNotToldIsNoTime() {
        assertThat(refusal(throttled(10, 1, 0)).retryAfter()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED, Invalid API key",
        "402, REFUSED, frozen",
        "403, NOT_ALLOWED, Invalid API key",
        "404, NOT_FOUND, version of the API",
        "422, REFUSED, Invalid API key",
        "423, REFUSED, locked",
        "430, REFUSED, attack"
    })
    void aStatusHasItsWords(int status, Reason reason, String words) {
        assertThat(refusal(okJson("{\"errors\": \"[API] Invalid API key or access token\"}")
                        .withStatus(status)))
                .hasMessageContaining(words)
                .extracting(SenderException::reason)
                .isEqualTo(reason);
        assertThat(refusal(okJson("{\"errors\": {\"topic\": [\"is wrong\"]}}").withStatus(status)))
                .hasMessageContaining("is wrong");
    }

    @Test
    void aTimeToWaitMayHaveAFraction() {
        SenderException refusal = refusal(
                aResponse().withStatus(429).withHeader("Retry-After", "30.5").withBody("{}"));

        assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void aFailureOfShopifysIsNoRefusal() {
        assertThat(refusal(okJson("""
                {"errors": [{"message": "Internal error", "extensions": {"code": "INTERNAL_SERVER_ERROR", "requestId": "1"}}]}""")).reason()).isEqualTo(Reason.UNAVAILABLE);
    }
}
