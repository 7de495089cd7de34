package io.github.webhook4j.zoom;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.Subscriptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoomRefusalsTest {

    private static final URI URL = URI.create("https://hooks.example.com/zoom");

    private final FakeZoom zoom = new FakeZoom();

    @AfterEach
    void stop() {
        zoom.close();
    }

    /** Has Zoom answer so to whatever creates a subscription. */
    static void refuse(FakeZoom zoom, ResponseDefinitionBuilder answer) {
        zoom.server.stubFor(request("POST", anyUrl()).willReturn(answer));
    }

    static ResponseDefinitionBuilder answer(int status, String body) {
        return aResponse().withStatus(status).withBody(body);
    }

    private SenderException refusal(ResponseDefinitionBuilder answer) {
        refuse(zoom, answer);
        SenderException refusal = catchThrowableOfType(
                SenderException.class,
                () -> Subscriptions.builder(zoom.api(), URL)
                        .types(Set.of("meeting.started"))
                        .build()
                        .apply());
        assertThat(refusal).as("what is thrown").isNotNull();
        return refusal;
    }

    @ParameterizedTest
    @CsvSource({
        "401, 124, UNAUTHORIZED, Invalid access token.",
        "400, 124, UNAUTHORIZED, Invalid access token.",
        "401, 4700, NOT_ALLOWED, Token cannot be empty.",
        "400, 4711, NOT_ALLOWED, 'Invalid access token, does not contain scopes:[x]'",
        "401, 201, NOT_ALLOWED, You do not have permission to access the targeted resource.",
        "400, 1003, NOT_ALLOWED, The user u missed permission to subscribe application events: x",
        "400, 1300, NOT_ALLOWED, The user don't authorize the app: u.",
        "400, 1602, NOT_ALLOWED, The event is not allowed for the app: meeting.started",
        "404, 1001, NOT_FOUND, User does not exist or does not belong to this account: u.",
        "404, 1601, REFUSED, App event not exists: meeting.started",
        "404, 1701, URL_NOT_ACCEPTED, The event webhook url validate failed: https://hooks.example.com/zoom.",
        "404, 1702, URL_NOT_ACCEPTED, The Oauth token url validate failed: https://hooks.example.com/login.",
        "404, 1801, URL_NOT_ACCEPTED, The custom header type validate failed: 3.",
        "400, 1500, REFUSED, The length of header value exceeds the limit of 256",
        "400, 9999, LIMIT_REACHED, The app has reached the maximum number of event subscriptions",
        "400, 9999, LIMIT_REACHED, Event subscriptions of the app exceed 20",
        "400, 300, REFUSED, Validation Failed.",
        "409, 9999, ALREADY_THERE, so it is"
    })
    void aCodeIsAReasonAndZoomsOwnWordsAreTold(int status, int code, Reason reason, String message) {
        assertThatThrownBy(() -> {
                    throw refusal(FakeZoom.refused(status, code, message));
                })
                .hasMessageContaining("with " + status + ": " + message + " (code " + code + ")")
                .extracting("reason")
                .isEqualTo(reason);
    }

    @Test
    void whatIsWrongWithAFieldIsTold() {
        assertThat(refusal(answer(400, """
                {"code":300,"message":"Validation Failed.","errors":[{"field":"events","message":"Invalid field."}]}""")))
                .hasMessageContaining("Validation Failed. events: Invalid field. (code 300)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":429,\"message\":\"the maximum of calls for a subscription\"}", "{}", "oops"})
    void tooManyCallsAreRateLimitedUntilTheTimeThatZoomSays(String body) {
        String until = Instant.now().plusSeconds(3600).toString();

        SenderException refusal = refusal(answer(429, body).withHeader("Retry-After", until));

        assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isBetween(Duration.ofMinutes(55), Duration.ofMinutes(60));
    }

    @Test
    void aPageThatIsNeverTheLastIsMalformed() {
        zoom.server.stubFor(
                any(anyUrl()).willReturn(answer(200, "{\"event_subscriptions\":[],\"next_page_token\":\"again\"}")));

        SenderException refusal =
                catchThrowableOfType(SenderException.class, () -> zoom.api().list());

        assertThat(refusal).extracting(SenderException::reason).isEqualTo(Reason.MALFORMED);
        assertThat(zoom.requests()).hasSize(1_000);
    }

    @Test
    void aSubscriptionWithoutAnIdIsMalformed() {
        zoom.exists("", URL.toString(), "openapi", "meeting.started");

        assertThatThrownBy(() -> zoom.api().list())
                .hasMessageContaining("without event_subscription_id")
                .extracting("reason")
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void theSecretOfACustomHeaderIsInNoMessage() {
        zoom.exists("drifted", URL.toString(), "openapi", "meeting.ended");
        zoom.subscriptions.get(0).set("custom_header", FakeZoom.json("""
                {"custom_header_type": 1, "username": "us3r", "password": "header-value-of-zoom"}"""));

        assertThat(refusal(FakeZoom.refused(400, 1500, "bad header-value-of-zoom")))
                .hasMessageContaining("bad ***")
                .hasMessageNotContaining("header-value-of-zoom");
    }

    @ParameterizedTest
    @CsvSource({"scope, everybody, scope", "client-id, cl13nt, not with both", "targets, acc0unt, targets"})
    void anOptionThatDoesNotFitIsToldByItsName(String option, String value, String told) {
        assertThatThrownBy(() -> zoom.api(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told)
                .hasMessageNotContaining(FakeZoom.TOKEN);
    }

    @Test
    void withoutATokenItIsSaidWhatMayBeGivenInstead() {
        assertThatThrownBy(() -> SenderApi.named("zoom", Map.of("target", "acc0unt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"token\", or \"client-id\" and \"client-secret\"");
    }
}
