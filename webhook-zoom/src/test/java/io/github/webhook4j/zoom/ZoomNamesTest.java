package io.github.webhook4j.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderApi.Wanted;
import java.net.URI;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoomNamesTest {

    private static Wanted wanted(String... types) {
        return SenderApi.named("zoom", Map.of("token", FakeZoom.TOKEN))
                .wanted(URI.create("https://hooks.example.com/zoom"), Set.of(types));
    }

    private static NavigableSet<String> events(Wanted wanted) {
        assertThat(wanted.subscriptions()).hasSize(1);
        return wanted.subscriptions().get(0).events();
    }

    @Test
    void namesAreWantedAsTheyAreAlsoUnknownOnes() {
        Wanted wanted = wanted("meeting.started", "quantum.entangled");

        assertThat(events(wanted)).containsExactly("meeting.started", "quantum.entangled");
        assertThat(wanted.remarks()).isEmpty();
    }

    @Test
    void aFamilyIsItsKnownMembers() {
        assertThat(events(wanted("recording.*", "recording.started")))
                .contains("recording.completed", "recording.started")
                .hasSizeGreaterThan(10)
                .allMatch(name -> name.startsWith("recording."));
    }

    @Test
    void theStarIsAllThatCanBeSubscribedTo() {
        Wanted wanted = wanted("*");

        assertThat(events(wanted))
                .hasSizeGreaterThan(500)
                .contains("meeting.started", "team_chat.channel_app_added")
                .doesNotContain("*", "endpoint.url_validation", "app_deauthorized", "bot_notification")
                .doesNotContain("team_chat.app_mention");
        assertThat(wanted.remarks())
                .hasSize(4)
                .anyMatch(remark -> remark.contains("scope of one"))
                .anyMatch(remark -> remark.contains("Bot Endpoint URL in the app's settings: bot_installed, "));
    }

    @Test
    void whatComesWithoutASubscriptionIsARemark() {
        Wanted wanted = wanted("meeting.started", "app_deauthorized");

        assertThat(events(wanted)).containsExactly("meeting.started");
        assertThat(wanted.remarks())
                .singleElement()
                .asString()
                .contains("deauthorization notification URL", "app_deauthorized");
    }

    @Test
    void aFamilyWithoutAKnownMemberIsARemark() {
        assertThat(wanted("meeting.started", "quantum.*").remarks())
                .singleElement()
                .asString()
                .contains("quantum.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint.*", "bot_installed", "quantum.*"})
    void ifNothingIsLeftToSubscribeToThereIsNoPlan(String type) {
        assertThatThrownBy(() -> wanted(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(type.replace("*", ""));
    }
}
