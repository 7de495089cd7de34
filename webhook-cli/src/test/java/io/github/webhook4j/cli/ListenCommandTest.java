package io.github.webhook4j.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.github.webhook4j.cli.FakeSender.SECRET;
import static io.github.webhook4j.cli.FakeSender.TOKEN;
import static io.github.webhook4j.cli.FakeSender.VARIABLES;
import static io.github.webhook4j.cli.FakeSender.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.cli.Cli.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receiving on a developer's machine. */
class ListenCommandTest {

    private static final int TERMINATED = 128 + 15;
    private static final byte[] BODY = "{ \"id\": 1.0, \"\u00e9\": \"\\u00e9\" }\n".getBytes(StandardCharsets.UTF_8);

    private final FakeSender sender = new FakeSender();

    @AfterEach
    void stop() {
        sender.close();
    }

    private static String delivery(String body) {
        return "event: ready\ndata: {}\n\ndata: {\"host\":\"smee.io\",\"x-fake-event\":\"order.paid\",\"x-fake-id\":\"1\","
                + "\"x-fake-signature\":\"sha256=abc\",\"x-forwarded-for\":\"192.0.2.1\"," + body
                + ",\"query\":{\"a\":\"b\"},\"timestamp\":1}\n\n";
    }

    private static String exact() {
        return "\"bodyB\":\"" + Base64.getEncoder().encodeToString(BODY) + "\"";
    }

    private Cli listen(String... more) throws IOException {
        return Cli.start(
                VARIABLES,
                Stream.concat(Stream.of("listen", "--forward", sender.url("/app")), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Cli listenWithApi(String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--provider", "fake", "-o", sender.api(), "--type", "order.paid", "-v"));
        arguments.addAll(List.of(more));
        return listen(arguments.toArray(String[]::new));
    }

    @Test
    void whatComesThroughAChannelIsPassedOnByteForByteAndTheSubscriptionEndsWithIt()
            throws IOException, InterruptedException {
        sender.server().stubFor(post("/app?a=b").willReturn(status(200)));
        String channel = sender.channel(delivery(exact()));
        sender.remembers(subscription(channel, "order.paid"));
        try (Cli listening = listenWithApi("--channel", channel)) {
            listening.line("What is sent to " + channel + " comes to " + sender.url("/app"));
            if (sender.server()
                    .findAll(postRequestedFor(urlEqualTo("/app?a=b")))
                    .isEmpty()) {
                listening.line("order.paid 200 in ");
            }
            Ended ended = listening.terminate();
            assertThat(ended.status()).isEqualTo(TERMINATED);
            assertThat(ended.out())
                    .anyMatch(line -> line.matches("order\\.paid 200 in \\d+ ms"))
                    .contains("create " + channel + " [order.paid]", "delete s1 " + channel + " [order.paid]");
            assertThat(ended.all()).doesNotContain(TOKEN, SECRET, "sha256=");
        }
        assertThat(sender.calls())
                .containsExactly(
                        "GET /subscriptions",
                        "GET /subscriptions",
                        "POST /subscriptions",
                        "GET /subscriptions",
                        "DELETE /subscriptions/s1");
        sender.server()
                .verify(postRequestedFor(urlEqualTo("/app?a=b"))
                        .withHeader("X-Fake-Signature", equalTo("sha256=abc"))
                        .withHeader("X-Forwarded-For", absent())
                        .withHeader(
                                "Host", equalTo("127.0.0.1:" + sender.server().port()))
                        .withRequestBody(binaryEqualTo(BODY)));
    }

    @Test
    void aSubscriptionThatWasThereBeforeIsLeftAsItIs() throws IOException, InterruptedException {
        String channel = sender.channel("event: ready\ndata: {}\n\n");
        sender.has(subscription(channel, "order.sent"));
        try (Cli listening = listenWithApi("--channel", channel)) {
            listening.line("note: There was one before, which is left as it is: s1 ");
            listening.line("note: It is not what is wanted.");
            listening.line("comes to");
            listening.terminate();
        }
        assertThat(sender.calls()).containsExactly("GET /subscriptions", "GET /subscriptions");
    }

    @Test
    void aRunningNgrokAgentIsFoundAndSubscribed() throws IOException, InterruptedException {
        String tunnel = "{\"public_url\":\"https://one.ngrok.app\",\"config\":{\"addr\":\"http://localhost:"
                + sender.server().port() + "\"}}";
        sender.answers("/api/tunnels", okJson("{\"tunnels\":[" + tunnel + "]}"));
        sender.remembers(subscription("https://one.ngrok.app/app", "order.paid"));
        List<String> program = new ArrayList<>(List.of("-Dwebhook4j.ngrok=" + sender.url("/")));
        program.addAll(Cli.onClassPath());
        try (Cli listening = Cli.start(
                program,
                VARIABLES,
                "listen",
                "--forward",
                sender.url("/app"),
                "--provider",
                "fake",
                "-o",
                sender.api(),
                "--type",
                "order.paid")) {
            listening.line("create https://one.ngrok.app/app [order.paid]");
            listening.line("What is sent to https://one.ngrok.app/app comes to");
            assertThat(listening.terminate().out()).contains("delete s1 https://one.ngrok.app/app [order.paid]");
        }
        assertThat(sender.calls()).last().isEqualTo("DELETE /subscriptions/s1");
    }

    @Test
    void withoutTypesItPassesOnOnlyAndExplainsWhatDoesNotVerify() throws IOException, InterruptedException {
        sender.server().stubFor(post("/app?a=b").willReturn(status(401)));
        String channel = sender.channel(delivery("\"body\":{\"id\":1}"));
        try (Cli listening = listen("--channel", channel)) {
            assertThat(listening.line(" in ")).startsWith("event 401 in ");
            listening.error("does not keep the bytes");
            listening.terminate();
        }
        assertThat(sender.calls()).isEmpty();
        sender.server().verify(postRequestedFor(urlEqualTo("/app?a=b")).withRequestBody(equalTo("{\"id\":1}")));
    }

    @Test
    void whatItCannotRemoveIsNamed() throws IOException, InterruptedException {
        String channel = sender.channel("event: ready\ndata: {}\n\n");
        sender.remembers(subscription(channel, "order.paid"));
        try (Cli listening = listenWithApi("--channel", channel)) {
            listening.line("comes to");
            sender.answers("/sender/subscriptions", status(403));
            Ended ended = listening.terminate();
            assertThat(ended.err())
                    .filteredOn(line -> line.startsWith("webhook4j: "))
                    .singleElement()
                    .asString()
                    .contains("could not be removed, do it by remove --url " + channel)
                    .contains("403");
        }
    }

    @Test
    void aFailureToSubscribeEndsIt() throws IOException, InterruptedException {
        sender.answers("/sender/subscriptions", okJson("[]"));
        String channel = sender.channel("event: ready\ndata: {}\n\n");
        sender.server().stubFor(post("/sender/subscriptions").willReturn(status(403)));
        try (Cli listening = listenWithApi("--channel", channel)) {
            Ended ended = listening.end();
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).anyMatch(line -> line.startsWith("webhook4j: ") && line.contains("403"));
        }
    }

    @Test
    void whatCannotWorkIsSaidAtOnce() throws IOException, InterruptedException {
        Ended noAgent = Cli.run(VARIABLES, "listen", "--forward", "http://127.0.0.1:1/");
        assertThat(noAgent.status()).isEqualTo(1);
        assertThat(noAgent.err()).singleElement().asString().contains("Start one: ngrok http 1");
        Ended noChannel =
                Cli.run(VARIABLES, "listen", "--forward", sender.url("/app"), "--channel", sender.url("/nothing"));
        assertThat(noChannel.status()).isEqualTo(1);
        assertThat(noChannel.err()).singleElement().asString().contains("cannot be followed");
        Ended noTypes =
                Cli.run(VARIABLES, "listen", "--forward", sender.url("/app"), "--provider", "fake", "--target", "shop");
        assertThat(noTypes.status()).isEqualTo(64);
        assertThat(sender.calls()).isEmpty();
        sender.has(subscription("https://app.example.com/webhooks/fake", "order.paid"));
        Ended oneForAll = Cli.run(
                VARIABLES,
                "listen",
                "--forward",
                sender.url("/app"),
                "--channel",
                sender.channel("event: ready\ndata: {}\n\n"),
                "--provider",
                "fake",
                "-o",
                sender.api(),
                "--type",
                "order.paid",
                "-o",
                "one-for-all=true");
        assertThat(oneForAll.status()).isEqualTo(1);
        assertThat(oneForAll.err()).singleElement().asString().contains("leads elsewhere");
        assertThat(sender.calls()).containsExactly("GET /subscriptions");
    }
}
