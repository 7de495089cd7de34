package io.github.webhook4j.github.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GitHubModelsTest {

    @Test
    void aPullRequestBindsWithItsBranchesAndPeople() throws JsonProcessingException {
        PullRequestEvent event = Mapper.STRICT.readValue("""
                {"action": "opened", "number": 7, "not_there_yet": {},
                 "pull_request": {"id": 5000000000, "number": 7, "title": "More", "draft": false,
                   "created_at": "2026-11-24T01:02:03Z", "labels": [{"id": 1, "name": "bug", "default": true}],
                   "head": {"ref": "feature", "sha": "abc", "user": {"login": "mona", "id": 1}},
                   "_links": {"self": {"href": "https://example.org/7"}}},
                 "repository": {"id": 9, "full_name": "mona/site", "private": true, "owner": {"login": "mona", "id": 1}},
                 "sender": {"login": "mona", "id": 1}}
                """, PullRequestEvent.class);

        assertThat(event.action()).isEqualTo("opened");
        assertThat(event.pullRequest().id()).isEqualTo(5_000_000_000L);
        assertThat(event.pullRequest().createdAt()).isEqualTo(Instant.parse("2026-11-24T01:02:03Z"));
        assertThat(event.pullRequest().labels()).extracting(Label::isDefault).containsExactly(true);
        assertThat(event.pullRequest().head().user().login()).isEqualTo("mona");
        assertThat(event.pullRequest().links().self().href()).isEqualTo("https://example.org/7");
        assertThat(event.repository().isPrivate()).isTrue();
        assertThat(event.organization()).isNull();
    }

    @Test
    void aPushBindsItsEpochTimes() throws JsonProcessingException {
        PushEvent event = Mapper.STRICT.readValue("""
                {"ref": "refs/heads/main", "before": "0", "after": "1", "commits": [{"id": "1", "message": "m",
                   "timestamp": "2026-11-24T01:02:03+01:00"}],
                 "repository": {"id": 9, "created_at": 1700000000, "organization": "octo"},
                 "pusher": {"name": "mona"}}
                """, PushEvent.class);

        assertThat(event.repository().createdAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000L));
        assertThat(event.commits())
                .extracting(Commit::timestamp)
                .containsExactly(Instant.parse("2026-11-24T00:02:03Z"));
    }

    @Test
    void reactionsBindPlusAndMinusOne() throws JsonProcessingException {
        Reactions reactions = Mapper.STRICT.readValue("{\"+1\": 3, \"-1\": 1, \"total_count\": 4}", Reactions.class);

        assertThat(reactions.plusOne()).isEqualTo(3);
        assertThat(reactions.minusOne()).isEqualTo(1);
        assertThat(Mapper.STRICT.valueToTree(reactions).path("+1").asInt()).isEqualTo(3);
    }
}
