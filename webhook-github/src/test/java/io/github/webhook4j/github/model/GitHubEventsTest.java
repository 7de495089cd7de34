package io.github.webhook4j.github.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.EventType;
import io.github.webhook4j.github.GitHubEvents;
import org.junit.jupiter.api.Test;

class GitHubEventsTest {

    @Test
    void knowsEveryKindOfPayloadAndHasARecordForEveryEvent() {
        assertThat(GitHubEvents.all()).extracting(EventType::name).doesNotHaveDuplicates();
        assertThat(GitHubEvents.all())
                .filteredOn(type -> !type.name().endsWith(".*"))
                .hasSize(274);
        assertThat(GitHubEvents.all().stream().map(EventType::payload).distinct())
                .hasSize(76);
    }

    @Test
    void aNewActionBelongsToItsEventsFamily() {
        assertThat(GitHubEvents.PULL_REQUEST.includes("pull_request.invented_tomorrow"))
                .isTrue();
        assertThat(GitHubEvents.PULL_REQUEST.payload()).isEqualTo(PullRequestEvent.class);
    }
}
