package io.github.webhook4j.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions on the command line. */
class SubscriptionCommandsTest {

    private static final String URL = "https://app.example.com/webhooks/fake";

    private final FakeSender sender = new FakeSender();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        sender.close();
    }

    /** The command with the API's place and what it is called with. */
    private Ended run(Map<String, String> variables, String command, String... more)
            throws IOException, InterruptedException {
        return Cli.run(
                variables,
                Stream.concat(Stream.of(command, "--provider", "fake", "-o", sender.api()), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void aPlanSaysByItsExitCodeWhetherThereIsSomethingToDo() throws IOException, InterruptedException {
        sender.has(subscription(URL, "order.paid", "order.sent"));
        Ended drifted = run(VARIABLES, "plan", "--url", URL, "--type", "order.paid", "--type", "order.made");
        assertThat(drifted.status()).isEqualTo(2);
        assertThat(drifted.out())
                .containsExactly("update s1 " + URL + " [order.paid, order.sent]: +order.made, -order.sent");
        Ended asWanted = run(VARIABLES, "plan", "--url", URL, "--type", "order.paid", "--type", "order.sent");
        assertThat(asWanted.status()).isZero();
        assertThat(asWanted.out()).containsExactly("nothing to change for " + URL);
        assertThat(sender.calls()).containsExactly("GET /subscriptions", "GET /subscriptions");
    }

    @Test
    void toSubscribeShowsWhatIsDone() throws IOException, InterruptedException {
        sender.has("[]");
        Ended ended = run(
                VARIABLES, "subscribe", "--url", URL, "--type", "order.paid", "--target", "shop", "-o", "told=true");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).containsExactly("create " + URL + " [order.paid]");
        assertThat(ended.err()).isEmpty();
        sender.server()
                .verify(postRequestedFor(urlEqualTo("/sender/subscriptions"))
                        .withHeader("Authorization", equalTo("Bearer " + TOKEN))
                        .withHeader("X-Target", equalTo("shop"))
                        .withRequestBody(equalToJson("{\"url\":\"" + URL
                                + "\",\"events\":[\"order.paid\"],\"secret\":\"" + SECRET + "\"}")));
    }

    @Test
    void nothingSecretIsShownWhateverIsLogged() throws IOException, InterruptedException {
        sender.server()
                .stubFor(post("/sender/subscriptions")
                        .willReturn(jsonResponse("{\"message\":\"bad: " + TOKEN + ", " + SECRET + "\"}", 422)));
        sender.answers("/sender/subscriptions", jsonResponse("[]", 200));
        Ended ended = run(VARIABLES, "subscribe", "-v", "--url", URL, "--type", "order.paid", "-o", "told=true");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).anyMatch(line -> line.contains("GET /subscriptions -> 200 in "));
        assertThat(ended.err())
                .anyMatch(line ->
                        line.startsWith("webhook4j: ") && line.contains("bad: ***, ***") && line.contains("422"));
        assertThat(ended.all()).doesNotContain(TOKEN, SECRET);
    }

    @Test
    void aRefusalIsOneLine() throws IOException, InterruptedException {
        sender.answers("/sender/subscriptions", status(401));
        Ended ended = run(VARIABLES, "list");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .containsExactly(
                        "webhook4j: 127.0.0.1 refused GET /subscriptions with 401. Is the token right, and not expired?");
    }

    @Test
    void aSecretThatTheSenderMakesUpIsWrittenIntoTheFileAndNowhereElse() throws IOException, InterruptedException {
        sender.has("[]");
        Path file = folder.resolve("secret");
        String[] arguments = {"--url", URL, "--type", "order.paid", "-o", "makes-secrets=true"};
        Ended without = run(VARIABLES, "subscribe", arguments);
        assertThat(without.status()).isEqualTo(64);
        assertThat(without.err()).singleElement().asString().contains("--secret-file");
        assertThat(sender.calls()).isEmpty();
        Ended with = run(
                VARIABLES,
                "subscribe",
                Stream.concat(Stream.of(arguments), Stream.of("-v", "--secret-file", file.toString()))
                        .toArray(String[]::new));
        assertThat(with.status()).isZero();
        assertThat(Files.readAllLines(file)).containsExactly("whsec_made_up_by_the_fake_sender");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(with.all()).doesNotContain("whsec_");
    }

    @Test
    void whatIsSecretIsReadFromFiles() throws IOException, InterruptedException {
        sender.has("[]");
        Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        Path client = Files.writeString(folder.resolve("client"), "client secret in a file\n");
        Ended ended = run(Map.of(), "list", "--token-file", token.toString(), "-o", "client-secret=@" + client);
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).containsExactly("no subscription");
        sender.server()
                .verify(getRequestedFor(urlEqualTo("/sender/subscriptions"))
                        .withHeader("Authorization", equalTo("Bearer " + TOKEN))
                        .withHeader("X-Client-Secret", equalTo("client secret in a file")));
    }

    @Test
    void whatIsSecretIsReadFromTheEnvironment() throws IOException, InterruptedException {
        sender.has("[]");
        run(Map.of("WEBHOOK4J_TOKEN", TOKEN, "WEBHOOK4J_CLIENT_SECRET", "client secret of the environment"), "list");
        sender.server()
                .verify(getRequestedFor(urlEqualTo("/sender/subscriptions"))
                        .withHeader("X-Client-Secret", equalTo("client secret of the environment")));
    }

    @Test
    void whatIsSecretIsNoArgumentAndNotRepeated() throws IOException, InterruptedException {
        for (String[] wrong : List.of(
                new String[] {"-o", "token=" + TOKEN},
                new String[] {"-o", "client-secret=" + TOKEN},
                new String[] {"-o", "CLIENT.SECRET=" + TOKEN},
                new String[] {"--token=" + TOKEN},
                new String[] {"--token", TOKEN},
                new String[] {"-t" + TOKEN},
                new String[] {"-o", TOKEN},
                new String[] {TOKEN})) {
            Ended ended = run(VARIABLES, "list", wrong);
            assertThat(ended.status()).as(ended.all()).isEqualTo(64);
            assertThat(ended.err().get(0)).startsWith("webhook4j: ");
            assertThat(ended.all()).doesNotContain(TOKEN);
        }
        assertThat(sender.calls()).isEmpty();
    }

    @Test
    void wrongUseHasAnExitCodeOfItsOwn() throws IOException, InterruptedException {
        sender.has("[]");
        for (String[] wrong : List.of(
                new String[] {},
                new String[] {"subsribe"},
                new String[] {"plan", "--provider", "fake"},
                new String[] {"plan", "--provider", "fake", "--type", "a", "--url", "app.example.com"},
                new String[] {"list", "--provider", "fakes"},
                new String[] {"list"},
                new String[] {"list", "--provider", "standard"},
                new String[] {"plan", "--provider", "fake", "-o", sender.api(), "--type", "unknown", "--url", URL})) {
            Ended ended = Cli.run(VARIABLES, wrong);
            assertThat(ended.status()).as(ended.all()).isEqualTo(64);
            assertThat(ended.err().get(0)).startsWith("webhook4j: ");
        }
    }

    @Test
    void whatIsMissingIsNamedWithWhereItGoes() throws IOException, InterruptedException {
        sender.has("[]");
        assertThat(run(Map.of(), "list").err())
                .containsExactly(
                        "webhook4j: The API of fake needs the option \"token\". It is read from WEBHOOK4J_TOKEN or --token-file.");
        Ended ended = run(
                Map.of("WEBHOOK4J_TOKEN", TOKEN), "subscribe", "--url", URL, "--type", "order.paid", "-o", "told=true");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).singleElement().asString().contains("WEBHOOK4J_SECRET");
    }

    @Test
    void subscriptionsAreListedAndRemoved() throws IOException, InterruptedException {
        sender.has(subscription(URL, "order.paid"));
        assertThat(run(VARIABLES, "list").out()).containsExactly("s1 " + URL + " [order.paid]");
        assertThat(run(VARIABLES, "list", "--url", "https://app.example.com/").out())
                .containsExactly("no subscription to https://app.example.com/");
        assertThat(run(VARIABLES, "remove", "--url", URL).out()).containsExactly("delete s1 " + URL + " [order.paid]");
        assertThat(sender.calls())
                .containsExactly(
                        "GET /subscriptions", "GET /subscriptions", "GET /subscriptions", "DELETE /subscriptions/s1");
    }

    @Test
    void whatDiffersIsUpdated() throws IOException, InterruptedException {
        sender.has(subscription(URL, "order.paid"));
        run(VARIABLES, "subscribe", "--url", URL, "--type", "order.made");
        sender.server()
                .verify(patchRequestedFor(urlEqualTo("/sender/subscriptions/s1"))
                        .withRequestBody(equalToJson("{\"events\":[\"order.made\"]}")));
    }
}
