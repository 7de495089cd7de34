package io.github.webhook4j.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.webhook4j.cli.FakeSender.SECRET;
import static io.github.webhook4j.cli.FakeSender.TOKEN;
import static io.github.webhook4j.cli.FakeSender.VARIABLES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.cli.Cli.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recovery on the command line. */
class RecoverCommandTest {

    private static final String BODY = "{ \"id\": 1.0 }";
    private static final String APPLICATION = "/app?tenant=7";

    private final FakeSender sender = new FakeSender();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void loseTwo() {
        lose(2);
    }

    private void lose(int count) {
        String missed = IntStream.rangeClosed(1, count)
                .mapToObj(number -> "{\"id\":\"m" + number + "\",\"secondsAgo\":" + (3600 - number) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        sender.server().stubFor(get(urlPathEqualTo("/sender/missed")).willReturn(okJson(missed)));
        IntStream.rangeClosed(1, count).forEach(number -> sender.answers("/sender/missed/m" + number, okJson(BODY)));
    }

    @AfterEach
    void stop() {
        sender.close();
    }

    private void applicationAnswers(int status) {
        sender.server().stubFor(post(APPLICATION).willReturn(status(status)));
    }

    private Ended recover(String... more) throws IOException, InterruptedException {
        Stream<String> arguments = Stream.of(
                "recover",
                "--provider",
                "fake",
                "-o",
                sender.api(),
                "--url",
                "https://app.example.com/webhooks/fake",
                "--forward",
                sender.url("/app"));
        return Cli.run(VARIABLES, Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
    }

    private List<String> received() {
        return sender.server().findAll(postRequestedFor(urlEqualTo(APPLICATION))).stream()
                .map(request -> request.getHeader("X-Fake-Id"))
                .toList();
    }

    @Test
    void whatHasNotArrivedIsSignedAnewAndPassedOnInOrder() throws IOException, InterruptedException {
        applicationAnswers(200);
        Ended ended = recover("-v");
        assertThat(ended.status()).as(ended.all()).isZero();
        assertThat(ended.out()).hasSize(3).last().isEqualTo("recovered 2, left to the sender 0, refused 0, failed 0");
        assertThat(ended.out().get(0)).matches("order\\.paid 200 in \\d+ ms");
        assertThat(ended.all()).doesNotContain(TOKEN, SECRET);
        assertThat(received()).containsExactly("m1", "m2");
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        String signature = WebhookProvider.named("fake", Secrets.of(SECRET), Map.of())
                .sign(WebhookRequest.builder("POST", "/").body(body).build(), Instant.now())
                .get("X-Fake-Signature");
        sender.server()
                .verify(
                        2,
                        postRequestedFor(urlEqualTo(APPLICATION))
                                .withHeader("X-Fake-Signature", equalTo(signature))
                                .withHeader("Content-Type", equalTo("application/json"))
                                .withHeader(
                                        "Host",
                                        equalTo("127.0.0.1:" + sender.server().port()))
                                .withHeader("Authorization", absent())
                                .withRequestBody(binaryEqualTo(body)));
    }

    @Test
    void aLogMakesItGoOnWhereItWas() throws IOException, InterruptedException {
        applicationAnswers(200);
        String log = folder.resolve("recovery.log").toString();
        assertThat(recover("--log", log).out()).last().asString().startsWith("recovered 2,");
        assertThat(recover("--log", log, "--within", "P1D").out())
                .last()
                .asString()
                .startsWith("recovered 0,");
        assertThat(received()).hasSize(2);
        assertThat(Files.readString(Path.of(log))).contains("fake");
    }

    @Test
    void whatAWrongPathAnswersIsAskedForAgain() throws IOException, InterruptedException {
        lose(5);
        applicationAnswers(404);
        String log = folder.resolve("recovery.log").toString();
        Ended wrong = recover("--log", log);
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).singleElement().asString().contains("5 events have not been recovered");
        assertThat(received()).as("not tried with each").hasSize(3);
        applicationAnswers(200);
        assertThat(recover("--log", log).out()).last().asString().startsWith("recovered 5,");
    }

    @Test
    void anApplicationThatIsDownEndsIt() throws IOException, InterruptedException {
        lose(5);
        Ended ended = Cli.run(
                VARIABLES,
                "recover",
                "--provider",
                "fake",
                "-o",
                sender.api(),
                "--url",
                "https://app.example.com/",
                "--forward",
                "http://127.0.0.1:1/app");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).hasSize(4).first().asString().contains("503").contains("gives no answer");
    }

    @Test
    void aSenderThatCannotBeAskedIsSaidToBeOne() throws IOException, InterruptedException {
        Ended ended = recover("-o", "one-for-all=true");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).containsExactly("webhook4j: The API of fake cannot be asked for what has not arrived.");
    }
}
