package io.github.webhook4j.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.Subscriptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of GitHub's refusals, when a hook is created. */
class GitHubRefusalsTest {

    private static final String SECRET = "secret of the tests";

    private final FakeGitHub github = new FakeGitHub();

    @AfterEach
    void stop() {
        github.close();
    }

    private SenderException refusal(ResponseDefinitionBuilder answer) {
        github.stub(post(anyUrl()).willReturn(answer));
        Subscriptions subscriptions = Subscriptions.builder(github.api(), URI.create("https://ci.example.com/hooks"))
                .types(Set.of("push"))
                .secrets(Secrets.of(SECRET))
                .build();
        SenderException refusal = catchThrowableOfType(SenderException.class, subscriptions::apply);
        assertThat(refusal).as("what is thrown").isNotNull();
        assertThat(refusal.getMessage()).doesNotContain(SECRET).doesNotContain(FakeGitHub.TOKEN);
        return refusal;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALREADY_THERE | {'resource': 'Hook', 'code': 'custom', 'message': 'Hook already exists on this repository'}",
                "ALREADY_THERE | {'resource': 'Hook', 'code': 'custom', 'message': 'Hook already exists on this organization'}",
                "LIMIT_REACHED | {'code': 'custom', 'message': 'The \\\"push\\\" event cannot have more than 20 hooks'}",
                "URL_NOT_ACCEPTED | {'code': 'custom', 'message': 'URL host localhost is not supported'}",
                "URL_NOT_ACCEPTED | {'code': 'custom', 'field': 'url', 'message': 'odd'}",
                "URL_NOT_ACCEPTED | \"url is not supported because it isn\\u0027t reachable over the public Internet (localhost)\"",
                "REFUSED | {'resource': 'Hook', 'code': 'invalid', 'field': 'events'}",
                "REFUSED | {'code': 'custom', 'message': 'bad secret secret of the tests'}"
            })
    void anErrorIsAReason(Reason reason, String error) {
        String body =
                ("{'message': 'Validation Failed', 'errors': [" + error + "], 'status': '422'}").replace('\'', '"');

        SenderException refusal = refusal(aResponse().withStatus(422).withBody(body));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.getMessage()).contains("Validation Failed: ");
    }

    @Test
    void gitHubsWordsAreTold() {
        SenderException refusal = refusal(aResponse()
                .withStatus(422)
                .withBody(
                        "{\"message\": \"Validation Failed\", \"errors\": [{\"code\": \"invalid\", \"field\": \"events\"},"
                                + " {\"code\": \"custom\", \"message\": \"and more\"}]}"));

        assertThat(refusal).hasMessageContaining("with 422: Validation Failed: events invalid: and more.");
    }

    @Test
    void whatIsNotThereMayBeARightThatLacks() {
        SenderException refusal = refusal(aResponse().withStatus(404).withBody("{\"message\": \"Not Found\"}"));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal).hasMessageContaining("admin:repo_hook, or Webhooks read and write");
    }

    @Test
    void aForbiddenCallLacksARight() {
        SenderException refusal = refusal(aResponse()
                .withStatus(403)
                .withHeader("X-RateLimit-Remaining", "4999")
                .withHeader("X-RateLimit-Reset", "9999999999")
                .withBody("{\"message\": \"Resource not accessible by personal access token\"}"));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(refusal).hasMessageContaining("Resource not accessible by personal access token");
    }

    @ParameterizedTest
    @CsvSource({"403", "429"})
    void aTimeThatGitHubNamesIsTold(int status) {
        SenderException refusal = refusal(
                aResponse().withStatus(status).withHeader("Retry-After", "90").withBody("{}"));

        assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(90));
        assertThat(github.changes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"403", "429"})
    void whereAllCallsAreUsedUpTheTimeIsUntilTheReset(int status) {
        long reset = Instant.now().plusSeconds(1_800).getEpochSecond();
        SenderException refusal = refusal(aResponse()
                .withStatus(status)
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", Long.toString(reset))
                .withBody("{\"message\": \"API rate limit exceeded for user ID 1.\"}"));

        assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(1_700), Duration.ofSeconds(1_800));
    }

    @ParameterizedTest
    @CsvSource({"403", "429"})
    void aSecondaryLimitIsWaitedForAMinuteAndNotTriedAtOnce(int status) {
        SenderException refusal = refusal(aResponse()
                .withStatus(status)
                .withHeader("X-RateLimit-Remaining", "4000")
                .withBody("{\"message\": \"You have exceeded a secondary rate limit. Please wait a few minutes.\"}"));

        assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(github.changes()).hasSize(1);
    }
}
