package io.github.webhook4j.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.Subscription;
import io.github.webhook4j.SubscriptionPlan;
import io.github.webhook4j.Subscriptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackApiTest {

    private static final URI OURS = URI.create("https://app.example.com/webhooks/slack");

    /** Every part has something that is not ours. */
    private static final String OTHERS = """
            {"_metadata":{"major_version":1,"minor_version":10},"display_information":{"name":"é","long":"{\\"x\\":1.50}"},
            "features":{"bot_user":{"display_name":"x"},"slash_commands":[
            {"command":"/a","url":"https://old.example.com/","description":"d","should_escape":false},{"command":"/b","description":"e"}],
            "added later":[1.50,null]},"oauth_config":{"scopes":{"bot":["channels:history"],"user":[]}},
            "settings":{"event_subscriptions":{"request_url":"https://old.example.com/",
            "user_events":["message.im","file_shared"],"bot_events":["team_join","message.channels","app_mention"],"metadata_subscriptions":[]},
            "interactivity":{"is_enabled":true,"request_url":"https://old.example.com/i","added later":{}},
            "org_deploy_enabled":false,"socket_mode_enabled":false},"functions":{"f":{"title":"t"}}}""".replace("\n", "");

    private static final String OLD = "https://old.example.com/";

    private final FakeSlack slack = new FakeSlack();

    @AfterEach
    void close() {
        slack.close();
    }

    private Subscriptions of(String... types) {
        return Subscriptions.builder(slack.api(Map.of()), OURS)
                .types(Set.of(types))
                .build();
    }

    @Test
    void fromZeroTheUrlAndTheEventsAreWritten() {
        slack.has("{\"display_information\":{\"name\":\"x\"},\"settings\":{\"org_deploy_enabled\":false}}");

        SubscriptionPlan plan = of("reaction_added", "app_mention", "block_actions", "slash_command")
                .apply();

        assertThat(plan.toString()).startsWith("create " + OURS + " [app_mention, reaction_added]");
        assertThat(slack.calls()).containsExactly("export", "export", "update");
        assertThat(slack.manifest())
                .isEqualTo("{\"display_information\":{\"name\":\"x\"},\"settings\":{\"org_deploy_enabled\":false,"
                        + "\"event_subscriptions\":{\"request_url\":\"" + OURS
                        + "\",\"bot_events\":[\"app_mention\",\"reaction_added\"]},"
                        + "\"interactivity\":{\"is_enabled\":true,\"request_url\":\"" + OURS + "\"}}}");
        slack.server.verify(
                1,
                postRequestedFor(urlEqualTo("/api/apps.manifest.update"))
                        .withHeader("Authorization", equalTo("Bearer " + FakeSlack.TOKEN))
                        .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                        .withFormParam("app_id", equalTo(FakeSlack.APP))
                        .withFormParam("manifest", equalTo(slack.manifest())));
    }

    @Test
    void anEmptyManifestIsFilled() {
        of("app_mention").apply();

        assertThat(slack.manifest())
                .isEqualTo("{\"settings\":{\"event_subscriptions\":{\"request_url\":\"" + OURS
                        + "\",\"bot_events\":[\"app_mention\"]}}}");
    }

    @Test
    void anotherUrlIsReplacedAndThePlanSaysSo() {
        slack.has(OTHERS);

        SubscriptionPlan plan = of("app_mention", "reaction_added").apply();

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.action()).isEqualTo(SubscriptionPlan.Action.UPDATE);
            assertThat(step.differences())
                    .containsExactly("url: -> " + OURS, "+reaction_added", "-message.channels", "-team_join");
        });
        assertThat(plan.toString())
                .contains("update " + FakeSlack.APP + " " + OLD + " [")
                .contains("request_url: " + OLD + " -> " + OURS);
        assertThat(slack.calls()).containsExactly("export", "export", "update");
        assertThat(slack.manifest())
                .isEqualTo(OTHERS.replace("\"request_url\":\"" + OLD + "\"", "\"request_url\":\"" + OURS + "\"")
                        .replace(
                                "[\"team_join\",\"message.channels\",\"app_mention\"]",
                                "[\"app_mention\",\"reaction_added\"]"));
    }

    @Test
    void appliedTwiceNothingIsChanged() {
        slack.has(OTHERS);
        String[] types = {
            "app_mention", "message", "file_shared", "block_suggestion", "slash_command", "view_submission"
        };
        of(types).apply();
        String before = slack.manifest();

        SubscriptionPlan again = of(types).apply();

        assertThat(again.isEmpty()).isTrue();
        assertThat(again.remarks()).isEmpty();
        assertThat(slack.calls()).containsExactly("export", "export", "update", "export");
        assertThat(slack.manifest()).isEqualTo(before);
    }

    @Test
    void whatHasDriftedIsChangedAndNothingElse() {
        slack.has(OTHERS.replace(OLD + "\",\"user", OURS + "\",\"user"));

        SubscriptionPlan plan =
                of("message.file_share", "block_suggestion", "slash_command").apply();

        assertThat(plan.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.differences())
                        .containsExactly(
                                "-app_mention",
                                "-team_join",
                                "interactivity.message_menu_options_url: -> " + OURS,
                                "interactivity.request_url: https://old.example.com/i -> " + OURS,
                                "slash_commands.url: https://old.example.com/, none -> " + OURS));
        assertThat(slack.manifest())
                .isEqualTo(OTHERS.replace(OLD + "\"", OURS + "\"")
                        .replace("\"e\"}", "\"e\",\"url\":\"" + OURS + "\"}")
                        .replace(
                                OLD + "i\",\"added later\":{}",
                                OURS + "\",\"added later\":{},\"message_menu_options_url\":\"" + OURS + "\"")
                        .replace("[\"team_join\",\"message.channels\",\"app_mention\"]", "[\"message.channels\"]"));
    }

    @Test
    void whichMessagesComeIsAnOption() {
        slack.has(OTHERS);
        SenderApi api = slack.api(Map.of("message-events", "groups, im,app_home"));

        Subscriptions.builder(api, OURS).types(Set.of("message.*")).build().apply();

        // message.im comes to a user already
        assertThat(api.list().get(0).events()).containsExactly("message.app_home", "message.groups");
        assertThatThrownBy(() -> slack.api(Map.of("message-events", "channels,all")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mpim");
    }

    @Test
    void toRemoveTakesTheEventsAway() {
        slack.has(OTHERS);
        of("app_mention").apply();
        String interactivity = "\"interactivity\":{\"is_enabled\":true,\"request_url\":\"https://old.example.com/i\"";

        of("app_mention").remove();

        assertThat(slack.calls()).containsExactly("export", "export", "update", "export", "export", "update");
        assertThat(slack.manifest())
                .contains(
                        "\"event_subscriptions\":{\"user_events\":[\"message.im\",\"file_shared\"],\"metadata_subscriptions\":[]}",
                        interactivity);
    }

    @Test
    void subscriptionsWithNothingInThemAreRemovedWhole() {
        slack.has("{\"settings\":{\"a\":1,\"event_subscriptions\":{\"request_url\":\"" + OURS
                + "\",\"user_events\":[],\"bot_events\":[\"app_mention\"]}}}");

        of("app_mention").remove();

        assertThat(slack.manifest()).isEqualTo("{\"settings\":{\"a\":1}}");
    }

    @Test
    void whatSomebodyElseHasPutThereIsNotRemoved() {
        slack.has(OTHERS);
        SenderApi api = slack.api(Map.of());
        assertThat(of("app_mention").remove().isEmpty()).isTrue();
        of("app_mention").apply();
        Subscription ours = api.list().get(0);
        slack.has(OTHERS);
        int calls = slack.calls().size();

        api.delete(ours);
        slack.has("{}");
        api.delete(ours);

        assertThat(slack.calls().subList(calls, slack.calls().size())).containsExactly("export", "export");
    }

    @Test
    void anAppInSocketModeIsNotTakenForOneWithoutEvents() {
        slack.has("""
                {"settings": {"event_subscriptions": {"bot_events": ["team_join"]}, "socket_mode_enabled": true}}""");

        SubscriptionPlan plan = of("app_mention").plan();

        assertThat(plan.toString())
                .startsWith(
                        "update A012ABCD0A0 socket-mode:A012ABCD0A0 [team_join] {socket_mode_enabled=true}: url: -> "
                                + OURS + ", +app_mention, -team_join")
                .contains("Socket Mode is on");
        assertThat(of("app_mention").list()).isEmpty();
    }

    @Test
    void whatIsThereIsListedAndNothingWhereNothingIs() {
        slack.has(OTHERS);
        assertThat(slack.api(Map.of()).list())
                .hasToString("[A012ABCD0A0 https://old.example.com/ [app_mention, message.channels, team_join] "
                        + "{interactivity.request_url=https://old.example.com/i, slash_commands.url=https://old.example.com/, none, "
                        + "user_events=message.im,file_shared}]");
        slack.has("{\"settings\": {\"event_subscriptions\": {\"request_url\": \"\", \"bot_events\": []}}}");
        assertThat(slack.api(Map.of()).list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"settings\": {\"event_subscriptions\": {\"request_url\": \"no url\"}}}",
                "{\"settings\": {\"event_subscriptions\": 17}}",
                "{\"settings\": []}"
            })
    void aManifestOfAnotherFormIsMalformedAndNotReplaced(String manifest) {
        slack.has(manifest);

        assertThatThrownBy(() -> of("app_mention").apply())
                .isInstanceOfSatisfying(
                        SenderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
        assertThat(slack.calls()).doesNotContain("update");
    }

    @Test
    void anExportWithoutAManifestIsMalformed() {
        for (String manifest : List.of("null", "\"{}\"", "[]")) {
            slack.server.stubFor(post(anyUrl()).willReturn(okJson("{\"ok\": true, \"manifest\": " + manifest + "}")));
            assertThatThrownBy(() -> slack.api(Map.of()).list())
                    .isInstanceOfSatisfying(
                            SenderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
        }
    }
}
