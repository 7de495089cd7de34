package io.github.webhook4j.micronaut;

import static io.github.webhook4j.micronaut.Payments.await;
import static io.github.webhook4j.micronaut.Payments.deliver;
import static io.github.webhook4j.micronaut.Payments.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.GiveUp;
import io.github.webhook4j.jdbc.EventState;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The management endpoint, over HTTP. */
class InboxEndpointTest {

    private static final Map<String, Object> OPEN = Map.of(
            "endpoints.webhookinbox.enabled", true,
            "endpoints.webhookinbox.sensitive", false,
            "endpoints.all.path", "/management");

    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final Server server;

    InboxEndpointTest(@TempDir Path folder) {
        server = Payments.start(
                folder,
                attempt -> {
                    if (broken.get()) {
                        throw new GiveUp("on purpose");
                    }
                },
                OPEN);
    }

    @BeforeEach
    void twoDead() throws Exception {
        deliver(server, "evt_1");
        await(server, "evt_1", EventState.DEAD);
        deliver(server, "evt_2");
        await(server, "evt_2", EventState.DEAD);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return server.send(HttpRequest.newBuilder(server.uri("/management/webhookinbox" + path))
                .build());
    }

    private HttpResponse<byte[]> post(String json) throws IOException, InterruptedException {
        return server.send(HttpRequest.newBuilder(server.uri("/management/webhookinbox"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void eventsAreCountedAndTheDeadOnesListed() throws Exception {
        JsonNode overview = json(get(""));
        assertThat(overview.at("/counts/0/endpoint").asText()).isEqualTo("stripe");
        assertThat(overview.at("/counts/0/state").asText()).isEqualTo("DEAD");
        assertThat(overview.at("/counts/0/events").asInt()).isEqualTo(2);
        assertThat(overview.at("/counts/0/oldest").asText()).startsWith("PT");
        assertThat(overview.at("/events").findValuesAsText("id")).containsExactly("evt_2", "evt_1");
        assertThat(overview.at("/events/0/failure").asText()).contains("on purpose");
    }

    @Test
    void whatIsListedCanBeChosen() throws Exception {
        assertThat(json(get("?endpoint=stripe&type=invoice.*&state=dead,done&limit=1"))
                        .findValuesAsText("id"))
                .containsExactly("evt_2");
        assertThat(json(get("?state=done")).at("/events")).isEmpty();
        assertThat(get("?state=deaf").statusCode()).isEqualTo(400);
        assertThat(get("?limit=1000").statusCode()).isEqualTo(400);
    }

    @Test
    void oneEventIsShownWithoutItsBody() throws Exception {
        JsonNode event = json(get("/" + entry(server, "evt_1").number()));
        assertThat(event.path("id").asText()).isEqualTo("evt_1");
        assertThat(event.path("hasBody").asBoolean()).isTrue();
        assertThat(event.has("body")).isFalse();
        assertThat(get("/4711").statusCode()).isEqualTo(404);
        assertThat(get("/evt_1").statusCode()).isEqualTo(400);
    }

    @Test
    void deadEventsAreArmed() throws Exception {
        broken.set(false);
        assertThat(json(post("{\"action\":\"arm\",\"id\":\"evt_1\",\"dryRun\":true}"))
                        .path("events")
                        .asInt())
                .isEqualTo(1);
        assertThat(entry(server, "evt_1").state()).isEqualTo(EventState.DEAD);
        assertThat(json(post("{\"action\":\"arm\",\"id\":\"evt_1\"}"))
                        .path("events")
                        .asInt())
                .isEqualTo(1);
        await(server, "evt_1", EventState.DONE);
        assertThat(server.bean(Payments.class).payments()).containsExactly("evt_1");
        assertThat(entry(server, "evt_2").state()).isEqualTo(EventState.DEAD);
    }

    @Test
    void eventsAreReplayedByNumber() throws Exception {
        broken.set(false);
        long number = entry(server, "evt_2").number();
        JsonNode replay = json(post("{\"action\":\"replay\",\"number\":" + number + ",\"perSecond\":100}"));
        assertThat(replay.path("events").asInt()).isEqualTo(1);
        await(server, "evt_2", EventState.DONE);
        assertThat(entry(server, "evt_2").runs()).isEqualTo(2);
        assertThat(server.bean(Payments.class).payments()).containsExactly("evt_2");
    }

    @Test
    void aCommandThatCannotBeReadIsRefusedAndNothingIsDone() throws Exception {
        assertThat(post("{\"action\":\"purge\"}").statusCode()).isEqualTo(400);
        assertThat(post("{\"action\":\"remove\",\"state\":\"dead\"}").statusCode())
                .isEqualTo(400);
        assertThat(post("{\"state\":\"dead\"}").statusCode()).isEqualTo(400);
        assertThat(post("{\"action\":\"purge\",\"from\":\"yesterday\"}").statusCode())
                .isEqualTo(400);
        assertThat(json(get("")).at("/events")).hasSize(2);
    }

    private static int status(Path folder, Map<String, Object> properties) throws Exception {
        try (Server other = Payments.start(folder, attempt -> {}, properties)) {
            assertThat(deliver(other, "evt_1").statusCode()).isEqualTo(200);
            return other.send(HttpRequest.newBuilder(other.uri("/webhookinbox")).build())
                    .statusCode();
        }
    }

    @Test
    void nobodySeesItUnlessItIsSwitchedOnAndOpened(@TempDir Path other) throws Exception {
        assertThat(status(other, Map.of())).isEqualTo(404);
        assertThat(status(other, Map.of("endpoints.all.sensitive", false))).isEqualTo(404);
        assertThat(status(other, Map.of("endpoints.webhookinbox.enabled", true)))
                .isEqualTo(401);
    }
}
