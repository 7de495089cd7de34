package io.github.webhook4j.benchmarks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.webhook4j.CheckedDelivery;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.github.model.PullRequestEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GitHub;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of a {@code pull_request} of 25 KB, verified and checked before, to an object: binding alone. */
@State(Scope.Thread)
@Warmup(iterations = 18, time = 1)
@Measurement(iterations = 2, time = 1)
public class GitHubBinding {

    private final WebhookProvider provider = io.github.webhook4j.github.GitHub.provider(Secrets.of(Delivery.SECRET));
    private final Delivery delivery = delivery(provider);
    private final CheckedDelivery checked = new CheckedDelivery(provider, delivery.request(), delivery.body());
    private final ObjectReader jackson = jackson();
    private final GitHub hub4j = GitHub.offline();

    static Delivery delivery(WebhookProvider provider) {
        return Delivery.signed(
                provider,
                Payloads.pullRequestOpened(),
                Map.of(
                        "X-GitHub-Delivery", "6f1c8a52-0000-4000-8000-000000000412",
                        "X-GitHub-Event", "pull_request",
                        "X-GitHub-Hook-ID", "412000412"));
    }

    /** Jackson as one sets it up: times by its module, names by the record's own annotations, unknown fields ignored. */
    static ObjectReader jackson() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readerFor(PullRequestEvent.class);
    }

    /** Webhook4j: the payload of an event that nobody has asked for it yet. */
    @Benchmark
    public PullRequestEvent webhook4j() {
        return checked.event().payload(PullRequestEvent.class);
    }

    /** Jackson into the same record. */
    @Benchmark
    public PullRequestEvent jacksonSameRecord() throws IOException {
        return jackson.readValue(delivery.body());
    }

    /** hub4j's github-api, which binds fewer fields. */
    @Benchmark
    public GHEventPayload.PullRequest hub4jFewerFields() throws IOException {
        return hub4j.parseEventPayload(
                new InputStreamReader(new ByteArrayInputStream(delivery.body()), StandardCharsets.UTF_8),
                GHEventPayload.PullRequest.class);
    }
}
