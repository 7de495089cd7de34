package io.github.webhook4j.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.Subscription;
import io.github.webhook4j.SubscriptionPlan;
import io.github.webhook4j.Subscriptions;
import io.github.webhook4j.WebhookEndpoint;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubSubscriptionsTest {

    private static final String URL = "https://ci.example.com/webhooks/github";
    private static final String SECRET = "secret of the tests";
    private static final String CONFIG = "\"config\":{\"content_type\":\"json\",\"insecure_ssl\":\"0\",\"secret\":\""
            + SECRET + "\",\"url\":\"" + URL + "\"}";
    private static final String BODY = "{\"active\":true," + CONFIG + ",\"events\":[\"pull_request\",\"push\"]";

    private final FakeGitHub github = new FakeGitHub();

    @AfterEach
    void stop() {
        github.close();
    }

    private Subscriptions subscriptions(String... options) {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(GitHub.provider(Secrets.of(SECRET)))
                .on(GitHubEvents.PULL_REQUEST_OPENED, (payload, event) -> {})
                .on(GitHubEvents.PULL_REQUEST_CLOSED, (payload, event) -> {})
                .on(GitHubEvents.PUSH, (payload, event) -> {})
                .build();
        return Subscriptions.builder(github.api(options), URI.create(URL))
                .handledBy(endpoint)
                .build();
    }

    @Test
    void fromNothingOneHookIsCreated() {
        assertThat(subscriptions().apply().steps()).hasSize(1);

        assertThat(github.changes()).containsExactly("POST /repos/octocat/hello/hooks " + BODY + ",\"name\":\"web\"}");
        assertThat(subscriptions().apply()).returns(true, SubscriptionPlan::isEmpty);
        assertThat(github.changes()).hasSize(1);
        assertThat(github.hooks()).hasSize(1);
    }

    @Test
    void gitHubIsCalledAsItAsks() {
        github.api().list();

        github.server()
                .verify(getRequestedFor(urlPathEqualTo("/repos/octocat/hello/hooks"))
                        .withHeader("Accept", equalTo("application/vnd.github+json"))
                        .withHeader("X-GitHub-Api-Version", equalTo("2022-11-28"))
                        .withHeader("Authorization", equalTo("Bearer " + FakeGitHub.TOKEN))
                        .withQueryParam("per_page", equalTo("100")));
    }

    @Test
    void aPlanChangesNothing() {
        assertThat(subscriptions().plan())
                .hasToString("create " + URL
                        + " [pull_request, push] {active=true, content_type=json, insecure_ssl=0, secret=set}");
        assertThat(github.changes()).isEmpty();
    }

    @Test
    void whatDiffersIsChangedTogetherWithTheSecretAndTheHookStaysTheSame() {
        long id = github.hook("https://CI.example.com:443/webhooks/github", "push", "issues");
        github.config(id).put("content_type", "form").put("insecure_ssl", 1).remove("secret");
        github.hook(id).put("active", false);

        SubscriptionPlan plan = subscriptions().apply();

        assertThat(plan.steps())
                .singleElement()
                .extracting(SubscriptionPlan.Step::differences)
                .isEqualTo(List.of(
                        "+pull_request",
                        "-issues",
                        "active: false -> true",
                        "content_type: form -> json",
                        "insecure_ssl: 1 -> 0",
                        "secret: -> set"));
        assertThat(github.changes()).containsExactly("PATCH /repos/octocat/hello/hooks/" + id + " " + BODY + "}");
        assertThat(subscriptions().plan()).returns(true, SubscriptionPlan::isEmpty);
        assertThat(github.hooks()).containsOnlyKeys(id);
    }

    @Test
    void aNumberWhereTextIsDocumentedIsNoDifference() {
        long id = github.hook(URL, "push", "pull_request");
        github.config(id).put("insecure_ssl", 0);

        assertThat(subscriptions().plan().steps()).isEmpty();
    }

    @Test
    void ofTwoHooksTheFittingOneStaysAndTheOtherGoes() {
        long one = github.hook(URL, "issues");
        long two = github.hook(URL, "push", "pull_request");
        long elsewhere = github.hook("https://other.example.com/", "push");

        subscriptions().apply();

        assertThat(github.changes()).containsExactly("DELETE /repos/octocat/hello/hooks/" + one);
        assertThat(github.hooks()).containsOnlyKeys(two, elsewhere);
    }

    @Test
    void ofTwoHooksThatBothDifferOneIsChangedAfterTheOtherHasGone() {
        long one = github.hook(URL, "push");
        long two = github.hook(URL, "issues");

        subscriptions().apply();

        assertThat(github.changes())
                .containsExactly(
                        "DELETE /repos/octocat/hello/hooks/" + two,
                        "PATCH /repos/octocat/hello/hooks/" + one + " " + BODY + "}");
    }

    @Test
    void aHookOnALaterPageIsFound() {
        github.pageSize(2);
        for (int i = 0; i < 4; i++) {
            github.hook("https://other.example.com/" + i, "push");
        }
        github.hook(URL, "push", "pull_request");

        assertThat(subscriptions().apply().steps()).isEmpty();
        assertThat(github.reads())
                .containsExactly(
                        "/repos/octocat/hello/hooks?per_page=100",
                        "/repos/octocat/hello/hooks?per_page=2&cursor=2",
                        "/repos/octocat/hello/hooks?per_page=2&cursor=4");
    }

    @Test
    void pagesThatNeverEndAreMalformed() {
        github.stub(get(anyUrl())
                .willReturn(aResponse()
                        .withBody("[]")
                        .withHeader(
                                "Link", "<" + github.server().url("/repos/octocat/hello/hooks") + ">; rel=\"next\"")));

        assertThatThrownBy(() -> github.api().list())
                .isInstanceOf(SenderException.class)
                .hasMessageContaining("names a next page after 1000 of them")
                .extracting("reason")
                .isEqualTo(SenderException.Reason.MALFORMED);
    }

    @Test
    void anOrganizationHasHooksOfItsOwn() {
        subscriptions("target", "orgs/octo-org").apply();

        assertThat(github.changes()).singleElement().asString().startsWith("POST /orgs/octo-org/hooks {");
    }

    @Test
    void hooksAreRemovedOnce() {
        long one = github.hook(URL, "issues");
        long elsewhere = github.hook("https://other.example.com/", "push");

        subscriptions().remove();
        subscriptions().remove();

        assertThat(github.changes()).containsExactly("DELETE /repos/octocat/hello/hooks/" + one);
        assertThat(github.hooks()).containsOnlyKeys(elsewhere);
    }

    @Test
    void aHookThatIsGoneIsNoError() {
        github.hook(URL, "issues");
        SenderApi api = github.api();
        Subscription hook = api.list().get(0);
        api.delete(hook);

        api.delete(hook);

        assertThat(github.hooks()).isEmpty();
    }

    @Test
    void aHookThatTheTokenMaySeeAndNotDeleteIsAnError() {
        github.hook(URL, "issues");
        github.stub(delete(anyUrl()).willReturn(aResponse().withStatus(404).withBody("{\"message\": \"Not Found\"}")));

        assertThatThrownBy(() -> subscriptions().remove())
                .isInstanceOf(SenderException.class)
                .hasMessageContaining(
                        "Not Found. GitHub answers so also where the token lacks the right: scope admin:repo_hook");
    }

    @Test
    void whatIsNoWebhookOfOursIsPassedOver() {
        long email = github.hook("", "push");
        github.config(email).remove("url");
        github.hook("https://no uri/", "push");
        github.hook(URL, "push");

        assertThat(github.api().list()).singleElement().asString().startsWith("3 " + URL);
    }

    @ParameterizedTest
    @CsvSource({
        "repos/octocat/hello, *, [*]",
        "repos/octocat/hello, push;*;issues.opened, [*]",
        "repos/octocat/hello, pull_request.*;pull_request.opened;not_known_yet.made;push, '[not_known_yet, pull_request, push]'",
        "orgs/octo-org, team.*;projects_v2.created, '[projects_v2, team]'"
    })
    void whatIsAskedForIsTheEventOfATypeWhateverItsAction(String target, String types, String events) {
        SenderApi.Wanted wanted = github.api("target", target).wanted(URI.create(URL), Set.of(types.split(";", -1)));

        assertThat(wanted.subscriptions())
                .singleElement()
                .extracting(one -> one.events().toString())
                .isEqualTo(events);
        assertThat(wanted.remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repos/octocat/hello | ping | ping needs no subscription: GitHub sends it when a hook is created",
                "repos/octocat/hello | installation.created | installation does not come from the hook of a repository, but of a GitHub App",
                "repos/octocat/hello | team.* | team does not come from the hook of a repository, but of an organization or a GitHub App",
                "orgs/octo-org | sponsorship.created | sponsorship does not come from the hook of an organization, but of a Sponsors account",
                "orgs/octo-org | marketplace_purchase | marketplace_purchase does not come from the hook of an organization, but of a Marketplace listing",
                "orgs/octo-org | workflow_dispatch | workflow_dispatch does not come from the hook of an organization, but of a GitHub App"
            })
    void whatCannotBeHadIsARemarkAndAnErrorOnlyIfNothingIsLeft(String target, String type, String remark) {
        SenderApi api = github.api("target", target);

        assertThat(api.wanted(URI.create(URL), Set.of(type, "push"))).satisfies(wanted -> {
            assertThat(wanted.subscriptions().get(0).events()).containsExactly("push");
            assertThat(wanted.remarks()).containsExactly(remark);
        });
        assertThatThrownBy(() -> api.wanted(URI.create(URL), Set.of(type)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(remark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"octocat/hello", "repos/octocat", "repos/../hello", "repos/a/b/c", "orgs/", "apps", "repos/a/b?c"
            })
    void aTargetOfAnotherFormIsRefused(String target) {
        assertThatThrownBy(() -> github.api("target", target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write repos/{owner}/{repo}, orgs/{org} or app");
    }

    @Test
    void anEnterpriseServersApiIsBelowAPath() {
        SenderApi api = github.api("url", github.server().url("/api/v3/"));

        assertThatThrownBy(api::list).isInstanceOf(SenderException.class);
        assertThat(github.reads()).containsExactly("/api/v3/repos/octocat/hello/hooks?per_page=100");
    }

    @Test
    void neitherTokenNorSecretIsShown() {
        Subscriptions subscriptions = subscriptions();

        assertThat(subscriptions.apply() + " " + subscriptions + subscriptions.list() + github.api())
                .doesNotContain(SECRET)
                .doesNotContain(FakeGitHub.TOKEN)
                .contains("GitHubApi[repos/octocat/hello]");
    }
}
