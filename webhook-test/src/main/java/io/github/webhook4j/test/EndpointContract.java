package io.github.webhook4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;

/** Mounts one endpoint in a real server for each test, and talks to it. */
abstract class EndpointContract {

    final WebhookProvider provider = TestProvider.with(Secrets.of("a secret of the contract"));
    final RecordedEvents recorded = new RecordedEvents();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Starts a real server on a free port of the loopback interface.
     *
     * @param endpoint what to mount, and nothing else
     * @return where the endpoint is mounted
     * @throws Exception if the server does not start
     */
    protected abstract URI start(WebhookEndpoint endpoint) throws Exception;

    /**
     * Stops the server that {@link #start} started.
     *
     * @throws Exception if it does not stop
     */
    protected abstract void stop() throws Exception;

    /**
     * Stops the server.
     *
     * @throws Exception if it does not stop
     */
    @AfterEach
    public final void stopServer() throws Exception {
        stop();
    }

    final URI startRecording() throws Exception {
        return start(WebhookEndpoint.builder(provider)
                .listener(recorded)
                .on(EventType.of("*", JsonNode.class), recorded)
                .build());
    }

    final SignedRequest.Builder genuine() {
        return SignedRequest.of(provider).event("order.paid");
    }

    final HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofByteArray());
    }

    final CompletableFuture<HttpResponse<Void>> sendAsync(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.discarding());
    }

    final HttpResponse<byte[]> post(URI uri, SignedRequest.Builder request) throws IOException, InterruptedException {
        return send(request.build().toHttp(uri));
    }

    static void assertBare(HttpResponse<byte[]> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).as("the caller is told no reason").isEmpty();
    }
}
