package io.github.webhook4j.spring;

import static io.github.webhook4j.spring.Payments.await;
import static io.github.webhook4j.spring.Payments.deliver;
import static io.github.webhook4j.spring.Payments.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.GiveUp;
import io.github.webhook4j.jdbc.EventState;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actuator's endpoint, over HTTP. */
class InboxEndpointTest {

    private static final String EXPOSED = "management.endpoints.web.exposure.include=webhookinbox";

    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final Application application;

    InboxEndpointTest(@TempDir Path folder) {
        application = Payments.start(
                folder,
                attempt -> {
                    if (broken.get()) {
                        throw new GiveUp("on purpose");
                    }
                },
                EXPOSED);
    }

    @BeforeEach
    void twoDead() throws Exception {
        deliver(application, "evt_1");
        await(application, "evt_1", EventState.DEAD);
        deliver(application, "evt_2");
        await(application, "evt_2", EventState.DEAD);
    }

    @AfterEach
    void close() {
        application.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return application.send(HttpRequest.newBuilder(application.uri("/actuator/webhookinbox" + path))
                .build());
    }

    private HttpResponse<String> post(String json) throws IOException, InterruptedException {
        return application.send(HttpRequest.newBuilder(application.uri("/actuator/webhookinbox"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
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
        JsonNode event = json(get("/" + entry(application, "evt_1").number()));
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
        assertThat(entry(application, "evt_1").state()).isEqualTo(EventState.DEAD);
        assertThat(json(post("{\"action\":\"arm\",\"id\":\"evt_1\"}"))
                        .path("events")
                        .asInt())
                .isEqualTo(1);
        await(application, "evt_1", EventState.DONE);
        assertThat(application.bean(Payments.class).payments()).containsExactly("evt_1");
        assertThat(entry(application, "evt_2").state()).isEqualTo(EventState.DEAD);
    }

    @Test
    void eventsAreReplayedByNumber() throws Exception {
        broken.set(false);
        long number = entry(application, "evt_2").number();
        JsonNode replay = json(post("{\"action\":\"replay\",\"number\":" + number + ",\"perSecond\":100}"));
        assertThat(replay.path("events").asInt()).isEqualTo(1);
        await(application, "evt_2", EventState.DONE);
        assertThat(entry(application, "evt_2").runs()).isEqualTo(2);
        assertThat(application.bean(Payments.class).payments()).containsExactly("evt_2");
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

    @Test
    void nobodySeesItOverHttpUnlessItIsExposed(@TempDir Path other) throws Exception {
        try (Application hidden = Payments.start(other, attempt -> {})) {
            assertThat(hidden.send(HttpRequest.newBuilder(hidden.uri("/actuator/webhookinbox"))
                                    .build())
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
