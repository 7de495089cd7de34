package io.github.webhook4j.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.SenderApi;
import io.github.webhook4j.Subscription;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SlackWantedTest {

    private static final URI OURS = URI.create("https://app.example.com/webhooks/slack");

    private static Subscription existing(Set<String> events, Map<String, String> settings) {
        return new Subscription("A1", "", OURS, new TreeSet<>(events), settings);
    }

    private static SenderApi.Wanted wanted(List<Subscription> existing, String... types) {
        return new SlackWanted(Set.of(types), existing).at(OURS, Set.of());
    }

    private static Set<String> events(SenderApi.Wanted wanted) {
        return wanted.subscriptions().get(0).events();
    }

    @Test
    void everythingIsWhatTheEventsApiHas() {
        SenderApi.Wanted all = wanted(List.of(), "*");

        assertThat(events(all))
                .hasSize(88)
                .contains("app_mention", "team_join", "function_executed")
                .doesNotContain(
                        "message",
                        "message.*",
                        "message.file_share",
                        "app_rate_limited",
                        "hello",
                        "scope_granted",
                        "block_actions",
                        "slash_command");
        assertThat(all.subscriptions().get(0).settings()).isEmpty();
        assertThat(all.remarks()).anyMatch(remark -> remark.contains("not asked for by *"));
    }

    @Test
    void aTypeThatThisVersionDoesNotKnowIsPassedOn() {
        assertThat(events(wanted(List.of(), "moon_landed"))).containsExactly("moon_landed");
    }

    @Test
    void theMessagesThatAnAppHasStay() {
        SenderApi.Wanted kept =
                wanted(List.of(existing(Set.of("message.im", "team_join"), Map.of())), "message", "message.channels");
        assertThat(events(kept)).containsExactly("message.channels", "message.im");
        assertThat(kept.remarks()).singleElement().asString().contains("Scopes", "for message.channels are");

        assertThat(wanted(List.of(existing(Set.of(), Map.of("user_events", "message.im"))), "message")
                        .remarks())
                .isEmpty();
        assertThat(wanted(List.of(existing(Set.of(), Map.of())), "message.bot_message")
                        .remarks())
                .singleElement()
                .asString()
                .contains("message-events");
    }

    @Test
    void whatUsersGetIsNotAskedForTwiceButNotTakenFromTheBotEither() {
        Subscription existing = existing(Set.of("file_shared"), Map.of("user_events", "file_shared,team_join"));

        assertThat(events(wanted(List.of(existing), "file_shared", "team_join", "app_mention")))
                .containsExactly("app_mention", "file_shared");
    }

    @Test
    void commandsAndInteractionsAreUrls() {
        assertThat(wanted(List.of(), "view_closed").subscriptions())
                .hasToString("[" + OURS + " [] {interactivity.request_url=" + OURS + "}]");
        assertThat(wanted(List.of(), "dialog_suggestion", "slash_command")
                        .subscriptions()
                        .get(0)
                        .settings())
                .containsOnlyKeys(
                        "interactivity.request_url", "interactivity.message_menu_options_url", "slash_commands.url");
        SenderApi.Wanted none = wanted(List.of(existing(Set.of(), Map.of())), "slash_command");
        assertThat(none.subscriptions().get(0).settings()).isEmpty();
        assertThat(none.remarks()).singleElement().asString().contains("has no slash commands");
    }

    @Test
    void whatSlackDoesNotSendIsRemarked() {
        SenderApi.Wanted wanted = wanted(
                List.of(existing(Set.of("app_mention"), Map.of())),
                "app_mention",
                "hello",
                "url_verification",
                "moon.*");

        assertThat(events(wanted)).containsExactly("app_mention");
        assertThat(wanted.remarks())
                .containsExactly(
                        "Slack does not send to a URL: hello.",
                        "No type that this version knows belongs to moon.*: name each one.");
    }

    @Test
    void whereNothingIsLeftItIsRefused() {
        assertThatThrownBy(() -> wanted(List.of(), "hello", "app_rate_limited"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hello");
    }

    @Test
    void aNewUrlHasToBeVerified() {
        assertThat(wanted(List.of(), "app_mention").remarks()).anyMatch(remark -> remark.contains("challenge"));
        assertThat(wanted(List.of(existing(Set.of("app_mention"), Map.of())), "app_mention")
                        .remarks())
                .isEmpty();
    }
}
