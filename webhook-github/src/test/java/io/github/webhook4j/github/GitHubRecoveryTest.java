package io.github.webhook4j.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.Recovery;
import io.github.webhook4j.RecoveryLog;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.Subscriptions;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.SettableClock;
import io.github.webhook4j.test.SignedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that subscribes itself, is down for a while, and recovers what it has missed. */
class GitHubRecoveryTest {

    private static final URI URL = URI.create("https://ci.example.com/webhooks/github");
    private static final String SECRET = "secret of the tests";
    private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

    private final FakeGitHub github = new FakeGitHub();
    private final SettableClock clock = SettableClock.at(START);
    private final WebhookProvider provider = GitHub.provider(Secrets.of(SECRET));
    private final List<String> handled = new ArrayList<>();
    private final WebhookEndpoint endpoint = endpoint();
    private long hook;

    private WebhookEndpoint endpoint() {
        return WebhookEndpoint.builder(provider)
                .on(GitHubEvents.PUSH, (payload, event) -> handled.add(payload.ref()))
                .clock(clock)
                .build();
    }

    @BeforeEach
    void subscribe() {
        Subscriptions.builder(github.api(), URL).handledBy(endpoint).build().apply();
        hook = github.hooks().keySet().iterator().next();
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private Recovery recovery(WebhookEndpoint to, RecoveryLog log, String... options) {
        MissedEvents missed = Objects.requireNonNull(github.api(options).missed(URL));
        return Recovery.builder(to, missed).log(log).clock(clock).build();
    }

    private static String at(int seconds) {
        return START.plusSeconds(seconds).toString();
    }

    private static List<String> guids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "guid-" + i).toList();
    }

    @Test
    void eachMissedEventIsHandledOnceAndInOrder() {
        RecoveryLog log = RecoveryLog.inMemory();
        guids(0, 3).forEach(guid -> github.delivered(hook, FakeDelivery.failed(guid, at(handledBy(guid)))));
        clock.advance(Duration.ofMinutes(1));

        assertThat(recovery(endpoint, log).run()).isEqualTo(new Recovery.Result(3, 0, 0, 0));
        assertThat(recovery(endpoint, log).run()).isEqualTo(new Recovery.Result(0, 0, 0, 0));
        assertThat(handled).containsExactly("guid-0", "guid-1", "guid-2");
    }

    private static int handledBy(String guid) {
        return Integer.parseInt(guid.substring("guid-".length()));
    }

    @Test
    void whatHasArrivedMeanwhileIsADuplicate() {
        github.delivered(hook, FakeDelivery.failed("guid-1", at(1)));
        clock.advance(Duration.ofMinutes(1));
        SignedRequest redelivered = SignedRequest.of(provider)
                .event("push")
                .id("guid-1")
                .header("X-GitHub-Hook-ID", Long.toString(hook))
                .body("{\"ref\": \"delivered\"}".getBytes(StandardCharsets.UTF_8))
                .build();
        assertThat(endpoint.handle(redelivered.toRequest()).status()).isEqualTo(200);

        assertThat(recovery(endpoint, RecoveryLog.inMemory()).run().recovered()).isEqualTo(1);

        assertThat(handled).containsExactly("delivered");
    }

    @Test
    void ofFiveHundredEventsEachIsHandledOnceAlthoughTheProcessEndsInTheMiddle(@TempDir Path folder) {
        github.pageSize(60);
        guids(0, 500).forEach(guid -> github.delivered(hook, FakeDelivery.failed(guid, at(handledBy(guid)))));
        clock.advance(Duration.ofMinutes(20));
        Path file = folder.resolve("recovery");
        long breaksAt = 237;
        String delivery = ".*/deliveries/" + ((1L << 60) + hook + 1 + breaksAt);
        github.stub(get(urlPathMatching(delivery)).willReturn(unauthorized()));

        assertThatThrownBy(() -> recovery(endpoint, RecoveryLog.file(file)).run())
                .isInstanceOf(SenderException.class);
        assertThat(handled).isEqualTo(guids(0, 237));

        github.server().resetMappings();
        github.answers();
        // another process: neither the inbox nor the list of what has failed is there
        assertThat(recovery(endpoint(), RecoveryLog.file(file)).run()).isEqualTo(new Recovery.Result(263, 0, 0, 0));
        assertThat(recovery(endpoint(), RecoveryLog.file(file)).run()).isEqualTo(new Recovery.Result(0, 0, 0, 0));
        assertThat(handled).isEqualTo(guids(0, 500));
    }

    @Test
    void whatGitHubDeliversAgainInVainIsAskedForThreeTimesHoweverOftenItRuns() {
        RecoveryLog log = RecoveryLog.inMemory();
        FakeDelivery failed = FakeDelivery.failed("guid-1", at(1));
        github.delivered(hook, failed);
        clock.advance(Duration.ofMinutes(1));
        int asked = 0;
        for (int run = 0; run < 30; run++) {
            recovery(endpoint, log, "recover-by", "redelivery").run();
            int calls = (int) github.changes().stream()
                    .filter(change -> change.endsWith("/attempts"))
                    .count();
            if (calls > asked && run % 3 == 0) {
                // as GitHub does some runs after it was asked
                github.delivered(hook, failed.again(clock.instant().toString()));
                asked = calls;
            }
            clock.advance(Duration.ofMinutes(4));
        }

        assertThat(github.changes())
                .filteredOn(change -> change.endsWith("/attempts"))
                .hasSize(3);
        assertThat(handled).isEmpty();
    }
}
