package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.ChannelTunnel.Pace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A channel is followed, over a real connection. */
class ChannelTunnelTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Pace QUICK = new Pace(SHORT, SHORT, Duration.ofSeconds(20));

    private final BlockingQueue<WebhookRequest> passed = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream err = System.err;
    private volatile int answer = 200;

    @BeforeEach
    void readTheLog() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void showTheLog() {
        System.setErr(err);
        err.writeBytes(log.toByteArray());
    }

    private WebhookResponse take(WebhookRequest request) {
        passed.add(request);
        return WebhookResponse.passedOn(answer);
    }

    private @Nullable String next() throws InterruptedException {
        WebhookRequest request = passed.poll(20, TimeUnit.SECONDS);
        return request == null ? null : new String(request.body(), StandardCharsets.UTF_8);
    }

    private static String delivery(String body) {
        return "data: {\"x-github-event\":\"push\",\"body\":" + body + ",\"query\":{},\"timestamp\":1}\n\n";
    }

    private String logged(String part) throws InterruptedException {
        for (int i = 0; i < 200 && !log.toString(StandardCharsets.UTF_8).contains(part); i++) {
            Thread.sleep(50);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatComesIsPassedOnAndPingsAreNot() throws IOException, InterruptedException {
        try (FakeChannel channel = new FakeChannel("/abc");
                Tunnel tunnel = new ChannelTunnel(channel.uri("/abc"), QUICK)) {
            assertThat(tunnel.url("/webhooks/github")).isEqualTo(channel.uri("/abc"));
            tunnel.open(this::take);
            channel.send(
                    "event: ping\ndata: {}\n\n: keepalive\n\n" + delivery("{\"a\":1.0}") + "event: ping\ndata: {}\n\n");
            assertThat(next()).isEqualTo("{\"a\":1.0}");
            assertThat(passed).isEmpty();
            assertThatThrownBy(() -> tunnel.open(this::take)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aServerOfGosmeeHasTheEventsElsewhere() throws IOException, InterruptedException {
        try (FakeChannel channel = new FakeChannel("/base/events/abc");
                Tunnel tunnel = new ChannelTunnel(channel.uri("/base/abc"), QUICK)) {
            tunnel.open(this::take);
            String sent = Base64.getEncoder().encodeToString("{ \"a\" : 1 }".getBytes(StandardCharsets.UTF_8));
            channel.send("data: {\"message\":\"ready\"}\n\ndata: {\"x\":\"y\",\"bodyB\":\"" + sent + "\"}\n\n");
            assertThat(next()).isEqualTo("{ \"a\" : 1 }");
        }
    }

    @Test
    void itIsConnectedToAgainAfterTheEnd() throws IOException, InterruptedException {
        try (FakeChannel channel = new FakeChannel("/abc");
                Tunnel tunnel = new ChannelTunnel(channel.uri("/abc"), QUICK)) {
            tunnel.open(this::take);
            channel.connection().close();
            channel.connection();
            channel.send(delivery("{\"b\":2}"));
            assertThat(next()).isEqualTo("{\"b\":2}");
            assertThat(log.toString(StandardCharsets.UTF_8)).contains("What is sent until then is lost");
        }
    }

    @Test
    void aSilentConnectionIsDead() throws IOException, InterruptedException {
        Pace impatient = new Pace(SHORT, SHORT, Duration.ofMillis(300));
        try (FakeChannel channel = new FakeChannel("/abc");
                Tunnel tunnel = new ChannelTunnel(channel.uri("/abc"), impatient)) {
            tunnel.open(this::take);
            channel.connection();
            channel.connection();
            assertThat(logged("nothing has come for")).contains("nothing has come for");
        }
    }

    @Test
    void afterItIsClosedNothingIsPassedOnAndNobodyConnects() throws IOException, InterruptedException {
        try (FakeChannel channel = new FakeChannel("/abc")) {
            Tunnel tunnel = new ChannelTunnel(channel.uri("/abc"), QUICK);
            tunnel.open(this::take);
            channel.connection();
            tunnel.close();
            assertThat(channel.nobodyConnects(500)).isTrue();
            assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("connected to again");
            assertThatThrownBy(() -> tunnel.open(this::take)).hasMessageContaining("closed");
        }
    }

    @Test
    void whatDoesNotVerifyIsExplainedIfTheChannelMayBeToBlame() throws IOException, InterruptedException {
        answer = 401;
        try (FakeChannel channel = new FakeChannel("/abc");
                Tunnel tunnel = new ChannelTunnel(channel.uri("/abc"), QUICK)) {
            tunnel.open(this::take);
            channel.send("data: {\"rawdata\":\"text\",\"x\":\"y\"}\n\n");
            assertThat(next()).isEqualTo("text");
            channel.send(delivery("{\"a\":1}"));
            assertThat(next()).isEqualTo("{\"a\":1}");
            assertThat(logged("ngrok keeps the bytes")).containsOnlyOnce("does not keep the bytes");
        }
    }

    @Test
    void whatCannotBeReadDoesNotEndIt() throws IOException, InterruptedException {
        try (FakeChannel channel = new FakeChannel("/abc");
                Tunnel tunnel = new ChannelTunnel(channel.uri("/abc"), QUICK)) {
            tunnel.open(this::take);
            channel.send("data: {\"x\":\"y\",\"body\":{\n\n" + delivery("{\"c\":3}"));
            assertThat(next()).isEqualTo("{\"c\":3}");
        }
    }

    @Test
    void whatIsNoChannelIsSaidToBeNone() throws IOException {
        try (FakeChannel channel = new FakeChannel("/abc");
                Tunnel tunnel = new ChannelTunnel(channel.uri("/other"), QUICK)) {
            assertThatThrownBy(() -> tunnel.open(this::take))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("/other cannot be followed: it answers with text/html instead of events");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://smee.io/abc",
                "https://smee.io",
                "https://smee.io/",
                "https://smee.io/abc?x=y",
                "smee.io/abc",
                "not a url",
                "ngrok:",
                "ngrok:http",
            })
    void whatIsNoTunnelIsRefused(String text) {
        assertThatThrownBy(() -> Tunnel.of(text, 8080))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ngrok");
    }

    @Test
    void channelsAreNamedByTheirUrls() {
        for (String text : new String[] {"https://smee.io/abc", "http://localhost:3333/abc"}) {
            assertThat(Tunnel.of(text, 8080).url("/x")).isEqualTo(URI.create(text));
        }
    }

    @Test
    void pausesGrow() {
        Pace pace = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(90));
        assertThat(pace.after(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(pace.after(Duration.ofSeconds(16))).isEqualTo(Duration.ofSeconds(30));
    }
}
