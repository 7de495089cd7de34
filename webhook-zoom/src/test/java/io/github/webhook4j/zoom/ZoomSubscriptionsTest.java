package io.github.webhook4j.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.http.Request;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.Subscription;
import io.github.webhook4j.SubscriptionPlan;
import io.github.webhook4j.Subscriptions;
import io.github.webhook4j.WebhookEndpoint;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZoomSubscriptionsTest {

    private static final String URL = "https://hooks.example.com/zoom";
    private static final String PATH = "/v2/marketplace/app/event_subscription";
    private static final String LIST = "GET " + PATH;
    private static final String CREATE = "POST " + PATH;

    private final FakeZoom zoom = new FakeZoom();

    @AfterEach
    void stop() {
        zoom.close();
    }

    private Subscriptions subscriptions(String... options) {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Zoom.provider(Secrets.of("own zoom secret")))
                .on(EventType.of("meeting.started", JsonNode.class), (payload, event) -> {})
                .on(EventType.of("meeting.ended", JsonNode.class), (payload, event) -> {})
                .build();
        return Subscriptions.builder(zoom.api(options), URI.create(URL))
                .handledBy(endpoint)
                .build();
    }

    private List<String> ids() {
        return zoom.subscriptions.stream()
                .map(one -> one.path("event_subscription_id").asText())
                .toList();
    }

    private void nothingIsLeftToDo(String... options) {
        zoom.calls();
        assertThat(subscriptions(options).apply().steps()).isEmpty();
        assertThat(zoom.calls()).containsExactly(LIST);
    }

    @Test
    void fromZeroOneIsCreatedWithAllThatIsHandled() {
        subscriptions("target", "acc0unt", "name", "billing").apply();

        List<Request> requests = zoom.requests();
        assertThat(zoom.calls()).containsExactly(LIST, CREATE);
        assertThat(requests.get(0).getUrl()).endsWith("?subscription_scope=account&account_id=acc0unt");
        assertThat(FakeZoom.body(requests.get(1))).isEqualTo(FakeZoom.json("""
                {"events": ["meeting.ended", "meeting.started"], "event_subscription_name": "billing",
                 "event_webhook_url": "https://hooks.example.com/zoom", "subscription_scope": "account",
                 "account_id": "acc0unt"}"""));
        nothingIsLeftToDo("target", "acc0unt", "name", "billing");
    }

    @Test
    void ofTheScopeUserTheUserIsSubscribed() {
        subscriptions("scope", "user", "user-id", "us3r").apply();

        List<Request> requests = zoom.requests();
        assertThat(requests.get(0).getUrl()).endsWith("?subscription_scope=user&user_id=us3r");
        assertThat(FakeZoom.body(requests.get(1)).path("user_ids")).isEqualTo(FakeZoom.json("[\"us3r\"]"));
        assertThat(FakeZoom.body(requests.get(1)).has("account_id")).isFalse();
        nothingIsLeftToDo("scope", "user", "user-id", "us3r");
    }

    @Test
    void oneThatDiffersIsReplacedByANewOneBeforeItIsDeleted() {
        zoom.exists("drifted", URL, "openapi", "meeting.started", "meeting.deleted");
        zoom.exists("elsewhere", "https://elsewhere.example.com/zoom", "openapi", "meeting.started");

        SubscriptionPlan done = subscriptions().apply();

        assertThat(done.toString()).contains("update drifted", "+meeting.ended", "-meeting.deleted");
        // the second list is for the custom header
        assertThat(zoom.calls()).containsExactly(LIST, LIST, CREATE, "DELETE " + PATH + "/drifted");
        assertThat(ids()).containsExactly("elsewhere", "made1");
        nothingIsLeftToDo();
    }

    @Test
    void ofTwoTheOneThatIsAsWantedStays() {
        zoom.exists("drifted", URL, "openapi", "meeting.deleted");
        zoom.exists("right", "HTTPS://Hooks.example.com:443/zoom", "openapi", "meeting.started", "meeting.ended");

        subscriptions().apply();

        assertThat(zoom.calls()).containsExactly(LIST, "DELETE " + PATH + "/drifted");
        nothingIsLeftToDo();
    }

    @Test
    void oneOfAnotherScopeIsReplaced() {
        zoom.exists("users", URL, "openapi", "meeting.started", "meeting.ended");
        zoom.subscriptions.get(0).put("subscription_scope", "user");

        assertThat(subscriptions().apply().toString()).contains("subscription_scope: user -> account");
        nothingIsLeftToDo();
    }

    @Test
    void theCustomHeaderOfTheOldOneIsTheNewOnes() {
        zoom.exists("drifted", URL, "openapi", "meeting.started");
        JsonNode header = FakeZoom.json("""
                {"custom_header_type": 3, "custom_header_key": "x-api-key", "custom_header_value": "header-value-of-zoom"}
                """);
        zoom.subscriptions.get(0).set("custom_header", header);

        SubscriptionPlan done = subscriptions().apply();

        assertThat(zoom.subscriptions.get(0).path("custom_header")).isEqualTo(header);
        assertThat(done.toString()).doesNotContain("header-value-of-zoom");
        assertThat(subscriptions().list().toString()).doesNotContain("header-value-of-zoom");
    }

    @Test
    void whileTheNewOneIsRefusedTheOldOneStays() {
        zoom.exists("drifted", URL, "openapi", "meeting.started");
        ZoomRefusalsTest.refuse(zoom, FakeZoom.refused(404, 1701, "The event webhook url validate failed: " + URL));

        assertThatThrownBy(() -> subscriptions().apply()).hasMessageContaining("code 1701");
        assertThat(ids()).containsExactly("drifted");
    }

    @Test
    void anAnswerWithoutTheNewOnesIdLeavesTheOldOne() {
        zoom.exists("drifted", URL, "openapi", "meeting.started");
        ZoomRefusalsTest.refuse(zoom, ZoomRefusalsTest.answer(200, "{}"));

        assertThatThrownBy(() -> subscriptions().apply()).hasMessageContaining("event_subscription_id");
        assertThat(ids()).containsExactly("drifted");
    }

    @Test
    void oneOfTheBuildFlowIsLeftAloneAndWhatItSendsNotSubscribedAgain() {
        zoom.exists("by-hand", URL, "default", "meeting.started", "meeting.deleted");

        SubscriptionPlan done = subscriptions().apply();

        assertThat(done.toString()).contains("by-hand", "where it was made", "+meeting.ended", "-meeting.deleted");
        List<Request> requests = zoom.requests();
        assertThat(zoom.calls()).containsExactly(LIST, CREATE);
        assertThat(FakeZoom.body(requests.get(1)).path("events")).isEqualTo(FakeZoom.json("[\"meeting.ended\"]"));
        nothingIsLeftToDo();
    }

    @Test
    void oneOfTheBuildFlowThatHasAllIsEnough() {
        zoom.exists("by-hand", URL, "default", "meeting.started", "meeting.ended");

        assertThat(subscriptions().apply().remarks()).isEmpty();
        assertThat(zoom.calls()).containsExactly(LIST);
    }

    @Test
    void removeDeletesAllToTheUrlButThoseOfTheBuildFlow() {
        zoom.exists("by-hand", URL, "default", "meeting.started");
        zoom.exists("made by/api", URL, "openapi", "meeting.started");
        zoom.exists("elsewhere", "https://elsewhere.example.com/zoom", "openapi", "meeting.started");

        SubscriptionPlan done = subscriptions().remove();

        assertThat(zoom.calls()).containsExactly(LIST, "DELETE " + PATH + "/made+by%2Fapi");
        assertThat(done.remarks()).singleElement().asString().contains("by-hand");
    }

    @Test
    void whatIsGoneAlreadyIsDeleted() {
        zoom.api()
                .delete(new Subscription(
                        "gone", "", URI.create(URL), new TreeSet<>(List.of("meeting.started")), Map.of()));

        assertThat(zoom.calls()).containsExactly("DELETE " + PATH + "/gone");
    }

    @Test
    void allPagesAreListedInTheirOrder() {
        IntStream.range(0, 7).forEach(i -> zoom.exists("s" + i, URL, "openapi", "meeting.started"));
        zoom.page = 3;

        assertThat(subscriptions().list())
                .extracting(Subscription::id)
                .containsExactly("s0", "s1", "s2", "s3", "s4", "s5", "s6");
        assertThat(zoom.requests())
                .extracting(Request::getUrl)
                .element(1)
                .asString()
                .endsWith("&next_page_token=at+3");
    }

    @Test
    void whatSendsToNoUrlIsNotListed() {
        zoom.exists("websocket", "", "openapi", "meeting.started");
        zoom.exists("odd", "no url at all", "openapi", "meeting.started");

        assertThat(zoom.api().list()).isEmpty();
    }
}
