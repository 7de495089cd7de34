package io.github.webhook4j.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.forbidden;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.MissedEvents.Missed;
import io.github.webhook4j.Recovery;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissedDeliveriesTest {

    private static final URI URL = URI.create("https://ci.example.com/webhooks/github?from=github");
    private static final Instant FROM = Instant.parse("2026-11-26T12:00:00Z");
    private static final String BEFORE = "2026-11-26T11:59:59Z";
    private static final String FIRST = "2026-11-26T12:00:00Z";
    private static final String SECOND = "2026-11-26T13:00:00+01:00";
    private static final String LATER = "2026-11-26T14:00:00.5Z";

    private final FakeGitHub github = new FakeGitHub();
    private long hook;

    @BeforeEach
    void subscribe() {
        hook = github.hook(URL.toString(), "push");
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private MissedEvents missed(String... options) {
        return Objects.requireNonNull(github.api(options).missed(URL));
    }

    private static List<String> ids(List<Missed> missed) {
        return missed.stream().map(Missed::id).sorted().toList();
    }

    private String deliveries() {
        return "/repos/octocat/hello/hooks/" + hook + "/deliveries";
    }

    @Test
    void whatNoAttemptHasBroughtHasBeenMissed() {
        github.delivered(hook, FakeDelivery.failed("failed", FIRST));
        github.delivered(hook, FakeDelivery.failed("arrived", FIRST).status("OK"));
        github.delivered(hook, FakeDelivery.failed("refused", SECOND).status("Invalid HTTP Response: 503"));
        github.delivered(hook, FakeDelivery.failed("redelivered", FIRST));
        github.delivered(hook, FakeDelivery.failed("ping", FIRST).event("ping"));
        github.delivered(
                hook, FakeDelivery.failed("redelivered", FIRST).status("OK").again(LATER));

        assertThat(missed().since(FROM))
                .containsExactlyInAnyOrder(
                        new Missed("failed", Instant.parse(FIRST)), new Missed("refused", Instant.parse(FIRST)));
    }

    @Test
    void nothingIsMissedWhereNothingWasSent() {
        assertThat(missed().since(FROM)).isEmpty();
        assertThat(github.reads())
                .containsExactly("/repos/octocat/hello/hooks?per_page=100", deliveries() + "?per_page=100");
    }

    @Test
    void withoutAHookNothingIsMissed() {
        github.hooks().clear();

        assertThat(missed().since(FROM)).isEmpty();
    }

    @Test
    void pagesAreReadUpToTheTime() {
        github.pageSize(2);
        github.delivered(hook, FakeDelivery.failed("never read", BEFORE));
        github.delivered(hook, FakeDelivery.failed("too old", BEFORE));
        github.delivered(hook, FakeDelivery.failed("a", FIRST));
        github.delivered(hook, FakeDelivery.failed("b", FIRST));
        github.delivered(hook, FakeDelivery.failed("c", LATER));

        assertThat(ids(missed().since(FROM))).containsExactly("a", "b", "c");
        assertThat(github.reads())
                .containsExactly(
                        "/repos/octocat/hello/hooks?per_page=100",
                        deliveries() + "?per_page=100",
                        deliveries() + "?per_page=2&cursor=2");
    }

    @Test
    void anEventOfWhichOnlyRedeliveriesAreRecentIsFollowedToItsFirstAttempt() {
        github.pageSize(1);
        github.delivered(hook, FakeDelivery.failed("never read", "2026-11-26T08:00:00Z"));
        github.delivered(hook, FakeDelivery.failed("in vain", "2026-11-26T09:00:00Z"));
        github.delivered(
                hook, FakeDelivery.failed("arrived", "2026-11-26T10:00:00Z").status("OK"));
        github.delivered(hook, FakeDelivery.failed("arrived", BEFORE).again(FIRST));
        long newest =
                github.delivered(hook, FakeDelivery.failed("in vain", BEFORE).again(LATER));

        assertThat(missed().since(FROM))
                .containsExactly(new Missed("in vain:" + newest, Instant.parse("2026-11-26T09:00:00Z")));
        assertThat(github.reads()).hasSize(1 + 4);
    }

    @Test
    void theRequestIsAsItWouldHaveBeenWithABodyOfJson() {
        String payload = "{\"zen\" :  1.0,\n \"big\": 3844358593348378624, \"e\": \"\\u00e9\", \"\": [ ]}";
        long id = github.delivered(hook, FakeDelivery.failed("guid-1", FIRST).payload(payload));
        MissedEvents missed = missed();

        WebhookRequest request = missed.fetch(missed.since(FROM).get(0)).orElseThrow();

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo("/webhooks/github?from=github");
        assertThat(request.headers().asMap())
                .containsOnlyKeys("Content-Type", "X-GitHub-Delivery", "X-GitHub-Event", "X-GitHub-Hook-ID")
                .containsEntry("Content-Type", List.of("application/json"))
                .containsEntry("X-GitHub-Delivery", List.of("guid-1"))
                .containsEntry("X-GitHub-Event", List.of("push"))
                .containsEntry("X-GitHub-Hook-ID", List.of(Long.toString(hook)));
        assertThat(body(request)).isEqualTo(payload);
        assertThat(github.reads()).last().isEqualTo(deliveries() + "/" + id);
        assertThat(github.changes()).isEmpty();
    }

    private static String body(WebhookRequest request) {
        List<WebhookEvent> events = new ArrayList<>();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(GitHub.provider(Secrets.of("secret of the tests")))
                .on(GitHubEvents.PUSH, (payload, event) -> events.add(event))
                .build();
        Recovery.builder(endpoint, new MissedEvents() {
                    @Override
                    public List<Missed> since(Instant from) {
                        return List.of(new Missed("one", from));
                    }

                    @Override
                    public Optional<WebhookRequest> fetch(Missed one) {
                        return Optional.of(request);
                    }
                })
                .build()
                .run();
        return new String(events.get(0).body(), StandardCharsets.UTF_8);
    }

    @Test
    void anEventOfTwentyFiveMegabytesIsFetched() {
        String payload = "{\"text\": \"" + "x".repeat(25_000_000) + "\"}";
        github.delivered(hook, FakeDelivery.failed("guid-1", FIRST).payload(payload));
        MissedEvents missed = missed();

        assertThat(body(missed.fetch(missed.since(FROM).get(0)).orElseThrow())).hasSameSizeAs(payload);
    }

    @Test
    void ofAnotherListOneIsFoundAgain() {
        github.delivered(hook, FakeDelivery.failed("guid-1", FIRST));
        Missed one = missed().since(FROM).get(0);

        assertThat(missed().fetch(one)).isPresent();
        github.delivered(hook, FakeDelivery.failed("guid-1", FIRST).status("OK").again(LATER));
        assertThat(missed().fetch(one)).isEmpty();
        assertThat(github.changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"request\": {\"headers\": null, \"payload\": {}}}",
                "{\"request\": {\"headers\": {\"X-GitHub-Event\": \"push\", \"X-GitHub-Delivery\": \"guid-1\"}, \"payload\": null}}",
                "{\"request\": {\"headers\": {\"X-GitHub-Event\": \"push\"}, \"payload\": {}}}",
                "{\"id\": 1}"
            })
    void whatGitHubDoesNotShowWholeItDeliversAgain(String shown) {
        long id = github.delivered(hook, FakeDelivery.failed("guid-1", FIRST));
        github.show(id, shown);
        MissedEvents missed = missed();

        assertThat(missed.fetch(missed.since(FROM).get(0))).isEmpty();
        assertThat(github.changes()).containsExactly("POST " + deliveries() + "/" + id + "/attempts");
    }

    @Test
    void redeliveryAsksForTheNewestAttemptAndIsDatedByIt() {
        github.delivered(hook, FakeDelivery.failed("guid-1", FIRST));
        long newest =
                github.delivered(hook, FakeDelivery.failed("guid-1", FIRST).again(LATER));
        MissedEvents missed = missed("recover-by", "redelivery");

        List<Missed> all = missed.since(FROM);

        assertThat(all).containsExactly(new Missed("guid-1:" + newest, Instant.parse(LATER)));
        assertThat(missed.fetch(all.get(0))).isEmpty();
        assertThat(github.changes()).containsExactly("POST " + deliveries() + "/" + newest + "/attempts");
    }

    @Test
    void redeliveriesAreASecondApart() {
        github.delivered(hook, FakeDelivery.failed("guid-1", FIRST));
        github.delivered(hook, FakeDelivery.failed("guid-2", FIRST));
        MissedEvents missed = missed("recover-by", "redelivery");
        List<Missed> all = missed.since(FROM);

        long start = System.nanoTime();
        all.forEach(missed::fetch);

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(1_000_000_000L);
        assertThat(github.changes()).hasSize(2);
    }

    @Test
    void whatHasFailedThreeTimesAgainIsLeftWhereverTheTimeBegins() {
        github.delivered(hook, FakeDelivery.failed("guid-1", "2026-11-26T08:00:00Z"));
        github.delivered(hook, FakeDelivery.failed("guid-1", FIRST).again("2026-11-26T09:00:00Z"));
        github.delivered(hook, FakeDelivery.failed("guid-1", FIRST).again("2026-11-26T10:00:00Z"));
        github.delivered(hook, FakeDelivery.failed("guid-1", FIRST).again(LATER));
        MissedEvents missed = missed("recover-by", "redelivery");

        assertThat(missed.fetch(missed.since(FROM).get(0))).isEmpty();
        assertThat(github.changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch", "redelivery"})
    void whatGitHubRemembersNoMoreIsLeft(String recoverBy) {
        long id = github.delivered(hook, FakeDelivery.failed("guid-1", FIRST));
        github.forget(id);
        MissedEvents missed = missed("recover-by", recoverBy);

        assertThat(missed.fetch(missed.since(FROM).get(0))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch", "redelivery"})
    void whereARightIsLostNothingIsLeft(String recoverBy) {
        github.delivered(hook, FakeDelivery.failed("guid-1", FIRST));
        MissedEvents missed = missed("recover-by", recoverBy);
        Missed one = missed.since(FROM).get(0);
        github.stub(get(urlMatching(".*")).willReturn(aResponse().withStatus(404)));
        github.stub(post(urlMatching(".*")).willReturn(aResponse().withStatus(404)));

        assertThatThrownBy(() -> missed.fetch(one))
                .isInstanceOfSatisfying(
                        SenderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
    }

    @Test
    void whoMayReadButNotRedeliverIsToldSo() {
        github.delivered(hook, FakeDelivery.failed("guid-1", FIRST));
        MissedEvents missed = missed("recover-by", "redelivery");
        Missed one = missed.since(FROM).get(0);
        github.stub(post(urlMatching(".*")).willReturn(aResponse().withStatus(404)));

        assertThatThrownBy(() -> missed.fetch(one)).isInstanceOf(SenderException.class);
    }

    @Test
    void whoMayReadButNotRedeliverRecoversTheOthersByFetching() {
        long id = github.delivered(hook, FakeDelivery.failed("guid-1", FIRST));
        github.show(id, "{\"id\": 1}");
        MissedEvents missed = missed();
        Missed one = missed.since(FROM).get(0);
        github.stub(post(urlMatching(".*")).willReturn(forbidden()));

        assertThat(missed.fetch(one)).isEmpty();
    }

    @Test
    void whatGitHubDeliversNoMoreStandsInNobodysWay() {
        github.delivered(hook, FakeDelivery.failed("guid-1", FIRST));
        MissedEvents missed = missed("recover-by", "redelivery");
        Missed one = missed.since(FROM).get(0);
        github.stub(post(urlMatching(".*")).willReturn(aResponse().withStatus(422)));

        assertThat(missed.fetch(one)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[17]",
                "[{\"guid\": \"a\", \"delivered_at\": \"2026-11-26T12:00:00Z\"}]",
                "[{\"id\": 1, \"delivered_at\": \"2026-11-26T12:00:00Z\"}]",
                "[{\"id\": 1, \"guid\": \"a\"}]",
                "[{\"id\": 1, \"guid\": \"a\", \"delivered_at\": \"today\"}]"
            })
    void deliveriesOfAnotherFormAreMalformed(String body) {
        github.stub(get(urlPathEqualTo(deliveries())).willReturn(okJson(body)));

        assertThatThrownBy(() -> missed().since(FROM))
                .isInstanceOfSatisfying(
                        SenderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    void aNextPageElsewhereIsRefused() {
        github.stub(get(urlPathEqualTo(deliveries()))
                .willReturn(okJson("[{\"id\": 1, \"guid\": \"a\", \"delivered_at\": \"" + LATER + "\"}]")
                        .withHeader("Link", "<http://localhost:1/there>; rel=\"next\"")));

        assertThatThrownBy(() -> missed().since(FROM))
                .isInstanceOfSatisfying(
                        SenderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    }

    @Test
    void recoveryByAnythingElseIsRefused() {
        assertThatThrownBy(() -> missed("recover-by", "hand"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write fetch or redelivery");
    }
}
