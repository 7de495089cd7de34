package io.github.webhook4j.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.OnEvent;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.test.SignedRequest;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** GitHub takes 25 MiB, which is more than Micronaut does by default. */
final class LimitsTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final WebhookProvider GITHUB = GitHub.provider(Secrets.of("a"));

    @Singleton
    @Requires(property = "specification", value = "limits")
    static class Sizes {

        private final Received received;

        Sizes(Received received) {
            this.received = received;
        }

        @OnEvent("push")
        void pushed(WebhookEvent event) {
            received.add(event.body().length + " bytes");
        }
    }

    private static Server start(String serverLimit) {
        return Server.start(
                "limits",
                Map.of(
                        "webhook4j.endpoints.github.secrets",
                        List.of("a"),
                        "micronaut.server.max-request-size",
                        serverLimit));
    }

    private static SignedRequest push(int size) {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) ' ');
        body[0] = '{';
        body[size - 1] = '}';
        return SignedRequest.of(GITHUB).event("push").body(body).build();
    }

    private static HttpResponse<byte[]> send(Server server, SignedRequest request) throws Exception {
        return server.send(request.toHttp(server.uri("/webhooks/github")));
    }

    private static HttpResponse<byte[]> sendChunked(Server server, SignedRequest request) throws Exception {
        return sendChunked(server, request, new ByteArrayInputStream(request.body()));
    }

    private static HttpResponse<byte[]> sendChunked(Server server, SignedRequest request, InputStream body)
            throws Exception {
        HttpRequest.Builder http = HttpRequest.newBuilder(server.uri("/webhooks/github"))
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofInputStream(() -> body));
        request.headers().forEach(http::header);
        return server.send(http.build());
    }

    private static void assertTooLarge(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void allThatGitHubSendsArrivesIfTheServerTakesIt() throws Exception {
        try (Server server = start("26MB")) {
            int most = 25 * MEGABYTE;
            assertThat(send(server, push(most)).statusCode()).isEqualTo(200);
            assertThat(sendChunked(server, push(most)).statusCode()).isEqualTo(200);
            assertThat(server.bean(Received.class).all()).containsExactly(most + " bytes", most + " bytes");

            assertTooLarge(send(server, push(most + 1)));
            assertTooLarge(sendChunked(server, push(most + 1)));
        }
    }

    @Test
    void theServersOwnLimitIsAnsweredLikeTheEndpoints() throws Exception {
        try (Server server = start("1MB")) {
            for (int size : List.of(MEGABYTE + 1, 2 * MEGABYTE, 40 * MEGABYTE)) {
                assertTooLarge(send(server, push(size)));
                assertTooLarge(sendChunked(server, push(size)));
            }
            assertThat(send(server, push(MEGABYTE)).statusCode()).isEqualTo(200);
            assertThat(sendChunked(server, push(MEGABYTE)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSenderThatGoesOnForLongSeesTheAnswerAsWell() throws Exception {
        byte[] chunk = new byte[MEGABYTE];
        InputStream body = new SequenceInputStream(Collections.enumeration(Collections.nCopies(150, chunk).stream()
                .map(ByteArrayInputStream::new)
                .toList()));
        try (Server server = start("200MB")) {
            assertTooLarge(sendChunked(server, push(2), body));
        }
    }

    @Test
    void aServerThatTakesLessThanAnEndpointIsReportedAtStart() {
        String logged = whileLogging(() -> start("1MB").close());

        assertThat(logged)
                .contains(
                        "micronaut.server.max-request-size is less than the 26214400 bytes that WebhookEndpoint[github] takes");
        assertThat(whileLogging(() -> start("25MB").close())).doesNotContain("max-request-size");
    }

    private static String whileLogging(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
            before.writeBytes(logged.toByteArray());
        }
        return logged.toString(StandardCharsets.UTF_8);
    }
}
