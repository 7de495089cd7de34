package io.github.webhook4j.benchmarks;

import com.fasterxml.jackson.databind.ObjectReader;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.github.GitHubEvents;
import io.github.webhook4j.github.model.PullRequestEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GitHub;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a signed {@code pull_request} of 25 KB to a typed event in the hands of the application. */
@State(Scope.Thread)
@Warmup(iterations = 18, time = 1)
@Measurement(iterations = 2, time = 1)
public class TypedGitHubEvent {

    private static final String SIGNATURE = "X-Hub-Signature-256";

    private final WebhookProvider provider = io.github.webhook4j.github.GitHub.provider(Secrets.of(Delivery.SECRET));
    private final Delivery delivery = GitHubBinding.delivery(provider);
    private final AtomicReference<@Nullable PullRequestEvent> received = new AtomicReference<>();
    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(provider)
            .inbox(Delivery.FORGETFUL)
            .on(GitHubEvents.PULL_REQUEST, (pullRequest, event) -> received.setPlain(pullRequest))
            .build();
    private final ObjectReader jackson = GitHubBinding.jackson();
    private final GitHub hub4j = GitHub.offline();

    /** Webhook4j: the request's headers, verification, the check of the whole JSON, binding, the handler. */
    @Benchmark
    public PullRequestEvent webhook4j() {
        Delivery.accepted(endpoint, delivery.request());
        return Objects.requireNonNull(received.getPlain());
    }

    /** An HMAC by hand, and Jackson into the same record. */
    @Benchmark
    public PullRequestEvent macAndJackson() throws IOException {
        verifyByHand();
        return jackson.readValue(delivery.body());
    }

    /** An HMAC by hand, and hub4j's github-api, which binds fewer fields. */
    @Benchmark
    public GHEventPayload.PullRequest macAndHub4j() throws IOException {
        verifyByHand();
        return hub4j.parseEventPayload(
                new InputStreamReader(new ByteArrayInputStream(delivery.body()), StandardCharsets.UTF_8),
                GHEventPayload.PullRequest.class);
    }

    private void verifyByHand() {
        String expected = "sha256=" + HexFormat.of().formatHex(RawMac.keyed().doFinal(delivery.body()));
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                delivery.header(SIGNATURE).getBytes(StandardCharsets.US_ASCII))) {
            throw new IllegalStateException("the signature is wrong");
        }
    }
}
