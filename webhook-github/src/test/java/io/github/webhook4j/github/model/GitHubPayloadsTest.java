package io.github.webhook4j.github.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.github.GitHubEvents;
import io.github.webhook4j.test.PayloadContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class GitHubPayloadsTest extends PayloadContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return GitHub.provider(secrets);
    }

    @Override
    protected List<EventType<?>> types() {
        return GitHubEvents.all();
    }

    /** Of today's events; examples of retired ones are of no type that is known. */
    @Override
    protected List<Example> recorded() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path file : files("github/examples")) {
            JsonNode body = read(file);
            String event = file.getParent().getFileName().toString();
            String type = body.has("action") ? event + "." + body.path("action").asText() : event;
            if (types().stream().anyMatch(known -> known.includes(type))) {
                examples.add(new Example(event + "/" + file.getFileName(), type, body));
            }
        }
        return examples;
    }

    @Test
    @EnabledIfSystemProperty(named = "webhook4j.data", matches = ".+")
    void theKindsAreThoseThatGitHubSends() throws IOException {
        List<String> listed = new ArrayList<>();
        Path list = Path.of(System.getProperty("webhook4j.data"), "github", "events.json");
        for (JsonNode event : read(list).path("events")) {
            String name = event.path("event").asText();
            for (JsonNode action : event.path("action_details")) {
                if (isSent(action)) {
                    listed.add(name + "." + action.path("action").asText());
                }
            }
            if (isSent(event.path("actionless"))) {
                listed.add(name);
            }
        }
        assertThat(types())
                .extracting(EventType::name)
                .filteredOn(name -> !name.endsWith(".*"))
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    private static boolean isSent(JsonNode kind) {
        return kind.path("editions").toString().contains("\"api.github.com\"");
    }

    @Test
    void aPullRequestBindsWithItsBranchesAndPeople() {
        PullRequestEvent event = bind(GitHubEvents.PULL_REQUEST_OPENED, """
                {"action": "opened", "number": 7, "not_there_yet": {},
                 "pull_request": {"id": 5000000000, "number": 7, "title": "More", "draft": false,
                   "created_at": "2026-11-24T01:02:03Z", "labels": [{"id": 1, "name": "bug", "default": true}],
                   "head": {"ref": "feature", "sha": "abc", "user": {"login": "mona", "id": 1}},
                   "_links": {"self": {"href": "https://example.org/7"}}},
                 "repository": {"id": 9, "full_name": "mona/site", "private": true, "owner": {"login": "mona", "id": 1}},
                 "sender": {"login": "mona", "id": 1}}
                """);

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
    void aPushBindsItsEpochTimes() {
        PushEvent event = bind(GitHubEvents.PUSH, """
                {"ref": "refs/heads/main", "before": "0", "after": "1", "commits": [{"id": "1", "message": "m",
                   "timestamp": "2026-11-24T01:02:03+01:00"}],
                 "repository": {"id": 9, "created_at": 1700000000, "organization": "octo"},
                 "pusher": {"name": "mona"}}
                """);

        assertThat(event.repository().createdAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000L));
        assertThat(event.commits())
                .extracting(Commit::timestamp)
                .containsExactly(Instant.parse("2026-11-24T00:02:03Z"));
    }

    @Test
    void reactionsBindPlusAndMinusOne() {
        IssueCommentEvent event = bind(GitHubEvents.ISSUE_COMMENT_CREATED, """
                {"action": "created", "comment": {"id": 1, "reactions": {"+1": 3, "-1": 1, "total_count": 4}}}
                """);

        assertThat(event.comment().reactions().plusOne()).isEqualTo(3);
        assertThat(event.comment().reactions().minusOne()).isEqualTo(1);
    }
}
