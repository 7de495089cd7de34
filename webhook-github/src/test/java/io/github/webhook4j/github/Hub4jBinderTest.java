package io.github.webhook4j.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.PayloadBinder;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHRepository;

@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by reflection
class Hub4jBinderTest {

    private static final WebhookProvider GITHUB = GitHub.provider(Secrets.of("a secret of these tests"));
    private static final PayloadBinder BINDER = new Hub4jBinder();

    private final List<String> got = new ArrayList<>();

    private class Reviews {

        @OnGitHub("pull_request.*")
        void changed(GHEventPayload.PullRequest change, WebhookEvent event) {
            got.add(change.getAction() + " " + change.getPullRequest().getTitle());
            assertThat(event.payload(GHEventPayload.PullRequest.class)).isSameAs(change);
        }

        @OnGitHub("push")
        void pushed(GHEventPayload.Push push) {
            got.add(push.getRef());
        }

        @OnGitHub("*")
        void any(GHEventPayload any) {
            got.add(any.getClass().getSimpleName() + " in "
                    + any.getRepository().getFullName());
        }
    }

    private void receive(SignedRequest.Builder request) {
        assertThat(WebhookEndpoint.builder(GITHUB)
                        .handlers(new Reviews())
                        .build()
                        .handle(request.build().toRequest())
                        .status())
                .isEqualTo(200);
    }

    private static SignedRequest.Builder event(String type, String body) {
        return SignedRequest.of(GITHUB).event(type).body(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aHandlerGetsThePayloadOfHub4j() {
        receive(event("push", "{'ref': 'refs/heads/main', 'repository': {'full_name': 'o/r'}, 'brand_new': 1}"));
        receive(
                event(
                        "pull_request.opened",
                        "{'action': 'opened', 'number': 1, 'pull_request': {'title': 'Fix'}, 'repository': {'full_name': 'o/r'}}"));

        assertThat(got).containsExactly("refs/heads/main", "Push in o/r", "opened Fix", "PullRequest in o/r");
    }

    @Test
    void anUnknownActionReachesItsEventsHandlerAndAnEventWithoutAClassNobody() {
        receive(event(
                "pull_request.invented",
                "{'action': 'invented', 'pull_request': {'title': 'Fix'}, 'repository': {'full_name': 'o/r'}}"));
        receive(event("sponsorship.created", "{'action': 'created'}"));
        receive(event("invented", "{}"));

        assertThat(got).containsExactly("invented Fix", "PullRequest in o/r");
    }

    @Test
    void whatHub4jCannotReadFailsTheHandlerWithoutQuotingIt() {
        List<Throwable> failures = new ArrayList<>();
        WebhookEndpoint.builder(GITHUB)
                .on(EventType.of("push", JsonNode.class), (payload, event) -> {
                    try {
                        event.payload(GHEventPayload.Push.class);
                    } catch (IllegalStateException e) {
                        failures.add(e);
                    }
                })
                .build()
                .handle(event("push", "{'commits': 'private'}").id("1").build().toRequest());

        assertThat(failures)
                .singleElement()
                .asString()
                .contains("The payload of github push 1 does not bind to org.kohsuke.github.GHEventPayload$Push")
                .contains("\"commits\"")
                .doesNotContain("private");
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String type, Class<?> payload) {
        return assertThatThrownBy(() -> WebhookEndpoint.builder(GITHUB)
                        .on(EventType.of(type, payload), (object, event) -> {})
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClassThatTheTypeDoesNotCarryIsRefusedWithTheRightOne() {
        assertRefused("issues.opened", GHEventPayload.PullRequest.class)
                .hasMessage(
                        "on(\"issues.opened\"): \"issues.opened\" does not carry "
                                + "org.kohsuke.github.GHEventPayload.PullRequest, but org.kohsuke.github.GHEventPayload.Issue.");
        assertRefused("pull_request.*", GHRepository.class)
                .hasMessageEndingWith("but org.kohsuke.github.GHEventPayload.PullRequest.");
        assertRefused("sponsorship.created", GHEventPayload.class)
                .hasMessageEndingWith(
                        "does not carry org.kohsuke.github.GHEventPayload, and org.kohsuke:github-api has no class for it.");
    }

    @Test
    void everyPayloadClassOfHub4jIsOfAnEventThatIsKnown() {
        List<Class<?>> reached = GitHubEvents.all().stream()
                .flatMap(type -> BINDER.classes(type.name()).stream())
                .distinct()
                .toList();

        assertThat(reached)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(GHEventPayload.class.getDeclaredClasses())
                        .filter(GHEventPayload.class::isAssignableFrom)
                        .toList());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("recorded")
    void aRecordedPayloadBindsToTheClassOfItsEvent(Path file) throws IOException {
        String event = file.getName(file.getNameCount() - 2).toString();
        List<WebhookEvent> events = new ArrayList<>();
        WebhookEndpoint.builder(GITHUB)
                .on(EventType.of("*", JsonNode.class), (payload, delivered) -> events.add(delivered))
                .build()
                .handle(SignedRequest.of(GITHUB)
                        .event(event)
                        .body(Files.readAllBytes(file))
                        .build()
                        .toRequest());

        for (Class<?> type : BINDER.classes(event)) {
            assertThat(events.get(0).payload(type)).isExactlyInstanceOf(type);
            assertThat(events.get(0).payload(GHEventPayload.class)).isExactlyInstanceOf(type);
        }
    }

    static Stream<Path> recorded() throws IOException {
        String data = System.getProperty("webhook4j.data", "");
        if (data.isBlank()) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(Path.of(data, "github", "examples"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }
}
