package io.github.webhook4j.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.Subscriptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackProblemsTest {

    private static final String UPDATE = "/api/apps.manifest.update";

    private final FakeSlack slack = new FakeSlack();

    @AfterEach
    void close() {
        slack.close();
    }

    private SenderException refusal(ResponseDefinitionBuilder answer) {
        slack.server.stubFor(post(urlEqualTo(UPDATE)).willReturn(answer));
        Subscriptions subscriptions = Subscriptions.builder(slack.api(Map.of()), URI.create("https://a.example/"))
                .types(Set.of("app_mention"))
                .build();
        SenderException refusal = catchThrowableOfType(SenderException.class, subscriptions::apply);
        assertThat(refusal).hasMessageNotContaining(FakeSlack.TOKEN);
        return refusal;
    }

    private SenderException refusal(String answer) {
        return refusal(okJson("{\"ok\": false, " + answer.replace('\'', '"') + "}"));
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_auth, UNAUTHORIZED, tooling.tokens.rotate",
        "not_authed, UNAUTHORIZED, 12 hours",
        "token_expired, UNAUTHORIZED, 12 hours",
        "token_revoked, UNAUTHORIZED, 12 hours",
        "not_allowed_token_type, NOT_ALLOWED, configuration token",
        "no_permission, NOT_ALLOWED, no_permission",
        "missing_scope, NOT_ALLOWED, 'needed: app_configurations:write'",
        "app_not_found, NOT_FOUND, app_not_found",
        "invalid_app_id, NOT_FOUND, invalid_app_id",
        "ratelimited, RATE_LIMITED, ratelimited",
        "fatal_error, UNAVAILABLE, fatal_error",
        "failed_export, REFUSED, failed_export"
    })
    void aCodeIsAReason(String code, Reason reason, String words) {
        assertThat(refusal("'error': '" + code + "', 'needed': 'app_configurations:write'"))
                .hasMessageContaining(code)
                .hasMessageContaining(words)
                .extracting(SenderException::reason)
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "/settings/event_subscriptions/request_url, URL_NOT_ACCEPTED",
        "/settings/interactivity/request_url, URL_NOT_ACCEPTED",
        "/settings/interactivity/message_menu_options_url, URL_NOT_ACCEPTED",
        "/features/slash_commands/0/url, URL_NOT_ACCEPTED",
        "/settings/event_subscriptions, REFUSED",
        "/oauth_config/redirect_urls/0, REFUSED"
    })
    void whatIsWrongWithAManifestIsSaidWithItsPlace(String pointer, Reason reason) {
        assertThat(refusal("'error': 'invalid_manifest', 'errors': [{'message': 'Is wrong', 'pointer': '" + pointer
                        + "'}, {'message': 'Other'}]"))
                .hasMessageContaining("invalid_manifest; Is wrong " + pointer + "; Other.")
                .extracting(SenderException::reason)
                .isEqualTo(reason);
    }

    @Test
    void tooManyCallsAreAStatusAndATime() {
        SenderException refusal = refusal(aResponse()
                .withStatus(429)
                .withHeader("Retry-After", "60")
                .withBody("{\"ok\": false, \"error\": \"ratelimited\"}"));

        assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMinutes(1));
        slack.server.verify(1, postRequestedFor(urlEqualTo(UPDATE)));
    }

    @Test
    void theSameManifestIsSentAgainWhereSlackFails() {
        assertThat(refusal(aResponse().withStatus(503)).reason()).isEqualTo(Reason.UNAVAILABLE);
        slack.server.verify(3, postRequestedFor(urlEqualTo(UPDATE)));
    }
}
