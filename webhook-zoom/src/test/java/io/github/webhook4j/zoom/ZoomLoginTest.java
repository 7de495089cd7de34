package io.github.webhook4j.zoom;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Request;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoomLoginTest {

    private static final String CLIENT_SECRET = "client-secret-of-zoom";
    private static final String NEW_TOKEN = "new-access-token-of-zoom";
    private static final String LOGIN = "POST /oauth/token";
    private static final String LIST = "GET /v2/marketplace/app/event_subscription";

    private final FakeZoom zoom = new FakeZoom();

    @AfterEach
    void stop() {
        zoom.close();
    }

    private SenderApi api(String... options) {
        Map<String, String> all = new HashMap<>(Map.of(
                "url",
                zoom.server.baseUrl() + "/v2",
                "oauth-url",
                zoom.server.baseUrl() + "/oauth/token",
                "client-id",
                "cl13nt",
                "client-secret",
                CLIENT_SECRET));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return SenderApi.named("zoom", all);
    }

    private void loginAnswers(int status, String body) {
        zoom.server.stubFor(post(urlPathEqualTo("/oauth/token"))
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private void loginGives(String token, String more) {
        loginAnswers(200, "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\"" + more + "}");
    }

    @Test
    void aTokenIsAskedForOnceAndUsedForAllCalls() {
        loginGives(FakeZoom.TOKEN, ",\"expires_in\":3600");
        SenderApi api = api();

        api.list();
        api.list();

        Request login = zoom.requests().get(0);
        assertThat(zoom.calls()).containsExactly(LOGIN, LIST, LIST);
        assertThat(login.getBodyAsString()).isEqualTo("grant_type=client_credentials");
        assertThat(login.getHeader("Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder()
                                .encodeToString(("cl13nt:" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aServerToServerAppNamesItsAccountWhichIsTheTargetToo() {
        loginGives(FakeZoom.TOKEN, "");

        api("account-id", "acc0unt").list();

        List<Request> requests = zoom.requests();
        assertThat(requests.get(0).getBodyAsString()).isEqualTo("grant_type=account_credentials&account_id=acc0unt");
        assertThat(requests.get(1).getUrl()).contains("account_id=acc0unt");
    }

    @Test
    void aTokenIsAskedForAgainAMinuteBeforeItExpires() throws InterruptedException {
        loginGives(FakeZoom.TOKEN, ",\"expires_in\":61");
        SenderApi api = api();
        api.list();

        Thread.sleep(1_100);
        api.list();

        assertThat(zoom.calls()).containsExactly(LOGIN, LIST, LOGIN, LIST);
    }

    @Test
    void aTokenThatIsRefusedIsAskedForAgainOnce() {
        loginGives(FakeZoom.TOKEN, "");
        SenderApi api = api();
        api.list();
        zoom.calls();
        zoom.token = NEW_TOKEN;
        loginGives(NEW_TOKEN, "");

        assertThat(api.list()).isEmpty();

        assertThat(zoom.calls()).containsExactly(LIST, LOGIN, LIST);
    }

    @Test
    void ifTheNewTokenIsRefusedTooThatIsTheAnswer() {
        loginGives("old-access-token-of-zoom", "");

        SenderException refusal = catchThrowableOfType(SenderException.class, () -> api().list());

        assertThat(refusal).extracting(SenderException::reason).isEqualTo(Reason.UNAUTHORIZED);
        assertThat(zoom.calls()).containsExactly(LOGIN, LIST, LOGIN, LIST);
    }

    @Test
    void aTokenThatIsGivenIsNotAskedForAgain() {
        zoom.token = NEW_TOKEN;

        SenderException refusal =
                catchThrowableOfType(SenderException.class, () -> zoom.api().list());

        assertThat(refusal).extracting(SenderException::reason).isEqualTo(Reason.UNAUTHORIZED);
        assertThat(zoom.calls()).containsExactly(LIST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|{'reason':'Invalid client_id or client_secret','error':'invalid_client'}|UNAUTHORIZED|1",
                "400|{'reason':'Invalid client_id or client_secret','error':'invalid_client'}|UNAUTHORIZED|1",
                "400|{'reason':'unsupported grant type','error':'unsupported_grant_type'}|REFUSED|1",
                "429|{}|RATE_LIMITED|3",
                "503|oops|UNAVAILABLE|3",
                "200|{'token_type':'bearer'}|MALFORMED|1",
                "200|<html></html>|MALFORMED|1"
            })
    void aLoginThatFailsIsToldAndNothingElseCalled(int status, String body, Reason reason, int logins) {
        loginAnswers(status, body.replace('\'', '"'));

        SenderException refusal = catchThrowableOfType(SenderException.class, () -> api().list());

        assertThat(refusal).extracting(SenderException::reason).isEqualTo(reason);
        assertThat(zoom.calls()).hasSize(logins).containsOnly(LOGIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 500})
    void whatItLogsInWithIsInNoMessage(int status) {
        loginAnswers(status, "{\"error\":\"" + CLIENT_SECRET + "\",\"reason\":\"" + CLIENT_SECRET + "\"}");
        SenderApi api = api();

        SenderException refusal = catchThrowableOfType(SenderException.class, api::list);

        assertThat(refusal).hasMessageNotContaining(CLIENT_SECRET);
        assertThat(api.toString()).doesNotContain(CLIENT_SECRET, "cl13nt");
    }

    @Test
    void aTokenThatWasHandedOutIsInNoMessage() {
        loginGives(FakeZoom.TOKEN, "");
        zoom.server.stubFor(get(anyUrl()).willReturn(FakeZoom.refused(400, 1, "bad " + FakeZoom.TOKEN)));

        assertThat(catchThrowableOfType(SenderException.class, () -> api().list()))
                .hasMessageContaining("bad ***")
                .hasMessageNotContaining(FakeZoom.TOKEN);
    }
}
