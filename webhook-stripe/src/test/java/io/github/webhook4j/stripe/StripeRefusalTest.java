package io.github.webhook4j.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.Subscription;
import io.github.webhook4j.Subscriptions;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeRefusalTest {

    private static final URI URL = URI.create("https://shop.example/webhooks/stripe");

    @RegisterExtension
    private final FakeStripe stripe = new FakeStripe();

    private Subscriptions subscriptions() {
        return Subscriptions.builder(stripe.api(), URL)
                .types(Set.of("invoice.paid"))
                .secretSink((created, secret) -> {})
                .build();
    }

    private void createIsAnswered(ResponseDefinitionBuilder answer) {
        stripe.http.stubFor(post(FakeEndpoints.PATH).willReturn(answer));
    }

    private void createIsAnsweredOnce(ResponseDefinitionBuilder answer) {
        stripe.http.stubFor(post(FakeEndpoints.PATH)
                .inScenario("once")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("done")
                .willReturn(answer));
    }

    private SenderException refusal() {
        return catchThrowableOfType(SenderException.class, () -> subscriptions().apply());
    }

    private void creates(int calls) {
        stripe.http.verify(calls, postRequestedFor(urlPathEqualTo(FakeEndpoints.PATH)));
    }

    private static ResponseDefinitionBuilder error(int status, String error) {
        return aResponse()
                .withStatus(status)
                .withHeader("Request-Id", "req_1")
                .withBody("{\"error\": " + error.replace('\'', '"') + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400|{'message': 'You have reached the maximum of 16 test webhook endpoints.'}|LIMIT_REACHED",
                "400|{'message': 'You can have a maximum of 100 webhook endpoints'}|LIMIT_REACHED",
                "400|{'message': 'Invalid URL: x. URLs in livemode must begin with https'}|URL_NOT_ACCEPTED",
                "400|{'message': 'Not a good one', 'code': 'url_invalid'}|URL_NOT_ACCEPTED",
                "400|{'message': 'Not a good one', 'param': 'url'}|URL_NOT_ACCEPTED",
                "400|{'message': 'Not a good one', 'param': 'webhook_endpoint.url'}|URL_NOT_ACCEPTED",
                "400|{'message': 'URL must be publicly accessible.'}|URL_NOT_ACCEPTED",
                "400|{'message': 'Invalid enabled_events', 'param': 'enabled_events[0]'}|REFUSED",
                "400|{'type': 'idempotency_error', 'message': 'Keys can only be used once'}|REFUSED",
                "401|{'message': 'Expired API Key provided', 'code': 'api_key_expired'}|UNAUTHORIZED",
                "402|{'message': 'Pay first'}|REFUSED",
                "403|{'message': 'The provided key does not have the required permissions'}|NOT_ALLOWED",
                "409|{'type': 'idempotency_error', 'message': 'Other parameters'}|REFUSED",
                "424|{'message': 'Something else failed'}|REFUSED"
            })
    void whatIsRefusedForGoodIsAskedOnceAndSaysWhy(int status, String error, Reason reason) {
        createIsAnswered(error(status, error));

        SenderException refusal = refusal();

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal)
                .hasMessageContaining("POST /v1/webhook_endpoints with " + status)
                .hasMessageContaining("req_1")
                .hasMessageContaining(error.replaceAll(".*'message': '([^']*)'.*", "$1"));
        creates(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "409|{'code': 'idempotency_key_in_use', 'message': 'There is currently another in-progress request'}",
                "409|'conflict'",
                "429|{'code': 'lock_timeout', 'message': 'This object cannot be accessed right now'}",
                "400|{'code': 'lock_timeout'}",
                "429|{'code': 'rate_limit'}",
                "500|{'type': 'api_error'}",
                "503|null"
            })
    void whatPassesIsTriedAgainUnderTheSameKey(int status, String error) {
        createIsAnsweredOnce(error(status, error));

        subscriptions().apply();

        creates(2);
        assertThat(stripe.requests().stream()
                        .filter(request -> request.getMethod().value().equals("POST"))
                        .map(request -> request.getHeader("Idempotency-Key"))
                        .distinct())
                .hasSize(1);
        assertThat(stripe.endpoints.all()).hasSize(1);
    }

    @Test
    void anAnswerThatIsLostMakesNoSecondEndpoint() {
        stripe.losesAnAnswer = true;

        subscriptions().apply();

        creates(2);
        assertThat(stripe.endpoints.all()).hasSize(1);
    }

    @Test
    void whatStripeSaysNotToTryAgainIsNot() {
        createIsAnswered(error(500, "{'message': 'Not again'}").withHeader("Stripe-Should-Retry", "false"));

        assertThat(refusal().reason()).isEqualTo(Reason.REFUSED);
        creates(1);
    }

    @Test
    void whatStripeSaysToTryAgainIs() {
        createIsAnsweredOnce(error(400, "{'message': 'Again'}").withHeader("Stripe-Should-Retry", "true"));

        subscriptions().apply();

        creates(2);
        assertThat(stripe.endpoints.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "17", "{\"error\": [1]}", "{\"error\": {\"message\": {}}}", "{} {}"})
    void anErrorOfAnyFormIsJudgedByItsStatus(String body) {
        createIsAnswered(aResponse().withStatus(403).withBody(body));

        assertThat(refusal().reason()).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void noMessageQuotesASecretThatStripeHasTold() {
        Subscriptions subscriptions = subscriptions();
        subscriptions.apply();
        String secret = FakeEndpoints.secretOf("we_1");
        stripe.http.stubFor(delete(FakeEndpoints.PATH + "/we_1")
                .willReturn(error(400, "{'message': 'Still in use: " + secret + "'}")));

        assertThat(catchThrowableOfType(SenderException.class, subscriptions::remove))
                .hasMessageContaining("Still in use: ***");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void aKeyThatMaySeeNoDestinationsSubscribesToSnapshotEvents(int status) {
        stripe.http.stubFor(any(urlPathEqualTo(FakeDestinations.PATH)).willReturn(error(status, "{}")));

        subscriptions().apply();

        assertThat(subscriptions().list()).extracting(Subscription::id).containsExactly("we_1");
    }

    @Test
    void butNotToThinOnes() {
        stripe.http.stubFor(any(urlPathEqualTo(FakeDestinations.PATH)).willReturn(error(403, "{}")));
        Subscriptions thin = Subscriptions.builder(stripe.api(), URL)
                .types(Set.of("v2.core.account.created"))
                .secretSink((created, secret) -> {})
                .build();

        assertThat(catchThrowableOfType(SenderException.class, thin::apply).reason())
                .isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void anotherErrorOfDestinationsIsOne() {
        stripe.http.stubFor(any(urlPathEqualTo(FakeDestinations.PATH)).willReturn(error(418, "{}")));

        assertThat(refusal().reason()).isEqualTo(Reason.REFUSED);
        assertThat(stripe.changes()).isEmpty();
    }

    @Test
    void aListWithoutAnEndIsNotReadForEver() {
        stripe.http.stubFor(get(urlPathEqualTo(FakeEndpoints.PATH))
                .willReturn(aResponse().withBody("{\"has_more\": true, \"data\": [{\"id\": \"we_1\"}]}")));

        assertThat(refusal().reason()).isEqualTo(Reason.MALFORMED);
        stripe.http.verify(100, getRequestedFor(urlPathEqualTo(FakeEndpoints.PATH)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\": []}",
                "{\"has_more\": true, \"data\": []}",
                "{\"has_more\": false}",
                "{\"has_more\": false, \"data\": [{}]}",
                "{\"has_more\": false, \"data\": [{\"id\": 1, \"url\": \"https://a\", \"enabled_events\": []}]}",
                "{\"has_more\": false, \"data\": [{\"id\": \"we_1\", \"enabled_events\": []}]}",
                "{\"has_more\": false, \"data\": [{\"id\": \"we_1\", \"url\": \"https://a\"}]}"
            })
    void aListThatLacksWhatStripeDocumentsIsMalformed(String list) {
        stripe.http.stubFor(
                get(urlPathEqualTo(FakeEndpoints.PATH)).willReturn(aResponse().withBody(list)));

        assertThat(refusal().reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aNextPageAtAnotherHostIsNotAskedFor() {
        WireMockServer elsewhere = new WireMockServer(options().dynamicPort());
        elsewhere.start();
        try {
            stripe.http.stubFor(get(urlPathEqualTo(FakeDestinations.PATH))
                    .willReturn(aResponse()
                            .withBody("{\"data\": [], \"next_page_url\": \"" + elsewhere.baseUrl() + "/v2\"}")));

            assertThat(refusal().reason()).isEqualTo(Reason.REFUSED);
            elsewhere.verify(0, anyRequestedFor(anyUrl()));
        } finally {
            elsewhere.stop();
        }
    }
}
