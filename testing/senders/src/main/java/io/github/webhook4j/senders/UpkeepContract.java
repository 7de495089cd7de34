package io.github.webhook4j.senders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an adapter's properties {@code api}, {@code subscribe} and {@code recover} do, at a GitHub that is not one. */
public abstract class UpkeepContract {

    /** An application with a handler of all events. */
    protected interface App extends AutoCloseable {

        /** The ids of the events that it has handled. */
        List<String> handled();

        @Override
        void close();
    }

    private static final String GITHUB = "webhook4j.endpoints.github.";
    private static final String URL = "https://app.example.com/webhooks/github";

    private @Nullable FakeGitHub github;

    /**
     * GitHub, with a secret.
     *
     * @param secrets the secret
     * @return the provider
     */
    protected abstract WebhookProvider provider(Secrets secrets);

    /**
     * Starts an application.
     *
     * @param properties its properties
     * @return the application, which answers requests
     */
    protected abstract App start(Map<String, String> properties);

    @BeforeEach
    final void startGitHub() throws IOException {
        github = new FakeGitHub(provider(Secrets.of("secret of GitHub")));
    }

    @AfterEach
    final void stopGitHub() {
        github().close();
    }

    private FakeGitHub github() {
        return Objects.requireNonNull(github);
    }

    private Map<String, String> properties(String... more) {
        Map<String, String> properties = new HashMap<>();
        properties.put(GITHUB + "secrets", "secret of GitHub");
        properties.put(GITHUB + "api.url", github().api().toString());
        properties.put(GITHUB + "api.token", FakeGitHub.TOKEN);
        properties.put(GITHUB + "api.target", FakeGitHub.TARGET);
        for (int i = 0; i < more.length; i += 2) {
            properties.put(GITHUB + more[i], more[i + 1]);
        }
        return properties;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time").isLessThan(end);
            Thread.sleep(10);
        }
    }

    @Test
    final void anEndpointIsSubscribedWhenTheApplicationHasStarted() throws Exception {
        try (App app = start(properties("subscribe.url", URL, "subscribe.types", "push"))) {
            await(() -> !github().hooks().isEmpty());
            assertThat(app.handled()).isEmpty();
        }
        JsonNode hook = github().hooks().get(0);
        assertThat(hook.at("/config/url").textValue()).isEqualTo(URL);
        assertThat(hook.at("/config/content_type").textValue()).isEqualTo("json");
        assertThat(hook.at("/events/0").textValue()).isEqualTo("push");
    }

    @Test
    final void withoutSuchPropertiesTheSenderIsLeftAlone() {
        start(properties()).close();

        assertThat(github().changes()).isEmpty();
        assertThat(github().hooks()).isEmpty();
    }

    @Test
    final void whatHasNotArrivedIsHandled() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:1/webhooks/github");
        github().hook(nobody);
        github().deliver("missed-1");
        github().deliver("missed-2");

        try (App app = start(properties("recover.url", nobody.toString(), "recover.on-start", "true"))) {
            await(() -> app.handled().size() >= 2);
            assertThat(app.handled()).containsExactly("missed-1", "missed-2");
        }
    }

    @Test
    final void whatIsSubscribedForATunnelIsTakenBack() throws Exception {
        String channel = github().channel().toString();
        try (App app = start(properties("subscribe.tunnel", channel, "subscribe.types", "push"))) {
            await(() -> !github().hooks().isEmpty());
            assertThat(github().hooks().get(0).at("/config/url").textValue()).isEqualTo(channel);
            assertThat(app.handled()).isEmpty();
        }
        assertThat(github().hooks()).isEmpty();
    }

    @Test
    final void whatIsConfiguredWrongFailsTheStartAndIsNamed() {
        assertThatThrownBy(() -> start(properties("subscribe.uri", URL)).close())
                .hasStackTraceContaining("\"subscribe\" has no option \"uri\"");
        assertThatThrownBy(() -> start(properties("recover.every", "often")).close())
                .hasStackTraceContaining("webhook4j.endpoints.github: recover.every is \"often\"");
    }
}
