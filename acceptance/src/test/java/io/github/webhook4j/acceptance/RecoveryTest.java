package io.github.webhook4j.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.databases.ChildJvm;
import io.github.webhook4j.senders.FakeGitHub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub could not deliver while the application was down is handled when it is up again, once each. */
class RecoveryTest {

    private static final int MISSED = 500;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private @Nullable FakeGitHub github;
    private URI down = URI.create("http://127.0.0.1:1");

    @BeforeEach
    void miss() throws Exception {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            down = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/webhooks/github");
        }
        FakeGitHub sender = new FakeGitHub(Senders.GITHUB);
        github = sender;
        sender.hook(down);
        for (int i = 0; i < MISSED; i++) {
            sender.deliver("guid-" + i);
        }
    }

    @AfterEach
    void close() {
        github().close();
    }

    private FakeGitHub github() {
        return Objects.requireNonNull(github);
    }

    private ChildJvm start() throws IOException {
        return ChildJvm.start(
                List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                RecoveringApp.class,
                folder.resolve("inbox").toString(),
                github().api().toString(),
                down.toString(),
                Integer.toString(MISSED));
    }

    @Test
    void eachIsHandledOnceThoughTheApplicationIsKilledInTheMiddleOfRecovery() throws Exception {
        for (int kills = 1; kills <= 2; kills++) {
            try (ChildJvm app = start()) {
                int before = github().fetched();
                while (github().fetched() < before + 120 * kills) {
                    assertThat(app.handle().isAlive()).isTrue();
                    Thread.sleep(1);
                }
                assertThat(app.kill()).isEmpty();
            }
        }
        try (ChildJvm app = start()) {
            assertThat(app.line()).contains("recovered=" + MISSED, "failed=0");
            assertThat(app.line()).isEqualTo("effects " + MISSED + " of " + MISSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring-boot", "micronaut"})
    void anExampleSubscribesAndRecoversWhenItIsConfiguredTo(String example) throws Exception {
        Map<String, String> variables = new HashMap<>();
        variables.put("WEBHOOK_INBOX", "jdbc");
        variables.put("WEBHOOK_INBOX_FILE", folder.resolve("inbox").toString());
        variables.put("WEBHOOK4J_ENDPOINTS_GITHUB_API_URL", github().api().toString());
        variables.put("WEBHOOK4J_ENDPOINTS_GITHUB_API_TOKEN", FakeGitHub.TOKEN);
        variables.put("WEBHOOK4J_ENDPOINTS_GITHUB_API_TARGET", FakeGitHub.TARGET);
        variables.put("WEBHOOK4J_ENDPOINTS_GITHUB_SUBSCRIBE_URL", down.toString());
        variables.put("WEBHOOK4J_ENDPOINTS_GITHUB_RECOVER_ON_START", "true");
        try (ExampleApp app = ExampleApp.start(example, variables)) {
            app.lines("handled provider=github type=push", MISSED);
            List<String> handled = app.stop().stream()
                    .filter(line -> line.startsWith("handled provider=github"))
                    .toList();
            assertThat(handled).hasSize(MISSED).doesNotHaveDuplicates();
        }
        assertThat(github().changes()).isNotEmpty();
    }
}
