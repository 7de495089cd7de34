package io.github.webhook4j.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** With the inbox in a database, what an example has acknowledged is handled, whatever happens to the example. */
class KilledExamplesTest {

    private static final Logger LOG = LoggerFactory.getLogger(KilledExamplesTest.class);

    private static final int EVENTS = 20;
    private static final int DELIVERIES = 1_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
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

    private int deliver(ExampleApp app, String id) throws IOException, InterruptedException {
        SignedRequest request =
                SignedRequest.of(Senders.STRIPE).event("invoice.paid").id(id).build();
        return client.send(request.toHttp(app.webhooks("stripe")), BodyHandlers.discarding())
                .statusCode();
    }

    private void deliverAll(ExampleApp app) throws IOException, InterruptedException {
        for (int i = 0; i < EVENTS; i++) {
            assertThat(deliver(app, "evt_" + i)).isEqualTo(200);
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

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "spring-boot", "micronaut"})
    void whateverWasAcknowledgedOfAThousandDeliveriesIsHandledThoughTheAppIsKilledMeanwhile(String example)
            throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Set<String> handled = new HashSet<>();
        try (ExampleApp app = start(example, 0)) {
            List<Thread> senders = IntStream.range(0, 4)
                    .mapToObj(sender -> new Thread(() -> deliverUntilItIsKilled(app, "evt_" + sender, acknowledged)))
                    .toList();
            senders.forEach(Thread::start);
            while (acknowledged.size() < DELIVERIES / 3) {
                Thread.sleep(1);
            }
            app.kill().stream().filter(KilledExamplesTest::isHandled).forEach(line -> handled.add(id(line)));
            for (Thread sender : senders) {
                sender.join();
            }
        }
        assertThat(acknowledged).hasSizeBetween(DELIVERIES / 3, DELIVERIES - 1);
        try (ExampleApp app = start(example, 0)) {
            for (int number = 1; !handled.containsAll(acknowledged); number++) {
                app.lines("handled", number).forEach(line -> handled.add(id(line)));
            }
        }
    }

    private void deliverUntilItIsKilled(ExampleApp app, String prefix, Set<String> acknowledged) {
        try {
            for (int i = 0; i < DELIVERIES / 4; i++) {
                String id = prefix + "_" + i;
                if (deliver(app, id) == 200) {
                    acknowledged.add(id);
                }
            }
        } catch (IOException e) {
            LOG.info("{} found nobody any more: {}", prefix, e.toString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isHandled(String line) {
        return line.startsWith("handled");
    }

    private static String id(String line) {
        return line.substring(line.indexOf("id=") + "id=".length());
    }
}
