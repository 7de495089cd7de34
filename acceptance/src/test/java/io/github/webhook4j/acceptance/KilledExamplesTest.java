package io.github.webhook4j.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the inbox in a database, what an example has acknowledged is handled, whatever happens to the example. */
class KilledExamplesTest {

    private static final int EVENTS = 20;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ExampleApp start(String example, int failures) throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>();
        variables.put("WEBHOOK_INBOX", "jdbc");
        variables.put("WEBHOOK_INBOX_FILE", folder.resolve("inbox").toString());
        variables.put("HANDLER_FAILS_FIRST", Integer.toString(failures));
        return ExampleApp.start(example, variables);
    }

    private void deliverAll(ExampleApp app) throws IOException, InterruptedException {
        for (int i = 0; i < EVENTS; i++) {
            SignedRequest request = SignedRequest.of(Senders.STRIPE)
                    .event("invoice.paid")
                    .id("evt_" + i)
                    .build();
            assertThat(client.send(request.toHttp(app.webhooks("stripe")), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "spring-boot", "micronaut"})
    void whatWasAcknowledgedIsHandledOnceThoughTheAppIsKilled(String example) throws Exception {
        try (ExampleApp app = start(example, 1_000)) {
            deliverAll(app);
            app.lines("failed on purpose provider=stripe", EVENTS);
            app.kill();
        }
        try (ExampleApp app = start(example, 0)) {
            List<String> handled = app.lines("handled", EVENTS);
            assertThat(handled).doesNotHaveDuplicates();
            deliverAll(app);
            assertThat(app.stop())
                    .filteredOn(line -> line.startsWith("handled"))
                    .isEqualTo(handled);
        }
    }
}
