package io.github.webhook4j.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookResponse;
import io.github.webhook4j.test.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ZoomTest {

    private static final Secrets SECRET = Secrets.of("own zoom secret");
    private static final String RECORDED = "{\"event\":\"recording.completed\",\"event_ts\":1767225600000,"
            + "\"payload\":{\"object\":{\"uuid\":\"u1==\",\"id\":97763643886}},\"download_token\":\"first\"}";
    private static final String JOINED = "{\"event\":\"meeting.participant_joined\",\"event_ts\":1767225600000,"
            + "\"payload\":{\"object\":{\"uuid\":\"u1==\",\"participant\":{\"user_id\":\"16778240\"}}}}";
    private static final String DEAUTHORIZED =
            "{\"event\":\"app_deauthorized\",\"payload\":{\"account_id\":\"a1\",\"user_id\":\"z9\"}}";

    private final List<WebhookEvent> events = new ArrayList<>();

    private WebhookEndpoint endpoint(WebhookProvider zoom) {
        return WebhookEndpoint.builder(zoom)
                .on(EventType.of("*", JsonNode.class), (payload, event) -> events.add(event))
                .build();
    }

    private static SignedRequest.Builder signed(String json) {
        return SignedRequest.of(Zoom.provider(SECRET)).body(json.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> idsOf(WebhookProvider zoom, String... bodies) {
        WebhookEndpoint endpoint = endpoint(zoom);
        for (String body : bodies) {
            assertThat(endpoint.handle(signed(body).build().toRequest()).status())
                    .isEqualTo(200);
        }
        return events.stream().map(WebhookEvent::id).toList();
    }

    private WebhookResponse check(String token) {
        String body = "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":" + token + "}}";
        return endpoint(Zoom.provider(SECRET)).handle(signed(body).build().toRequest());
    }

    /**
     * Zoom signs the token with the key of events: whatever could be the text of an event is not signed here.
     *
     * @return a test for each token
     */
    @TestFactory
    Stream<DynamicTest> aTokenThatIsMoreThanATokenIsNotSigned() {
        return Stream.of(
                        "\"\"",
                        "\"a b\"",
                        "\"a.b\"",
                        "\"a:b\"",
                        "\"v0:1767225600:{}\"",
                        "\"\u00e9\"",
                        "\"a\\n\"",
                        "\"" + "a".repeat(65) + "\"",
                        "null",
                        "{}",
                        "[\"a\"]")
                .map(token -> DynamicTest.dynamicTest(token, () -> {
                    WebhookResponse response = check(token);
                    assertThat(response.status()).isEqualTo(400);
                    assertThat(response.body()).isEmpty();
                    assertThat(events).isEmpty();
                }));
    }

    @Test
    void aTokenOfUpTo64LettersDigitsAndHyphensIsSigned() {
        String token = "-_Az09" + "a".repeat(58);

        assertThat(new String(check("\"" + token + "\"").body(), StandardCharsets.UTF_8))
                .matches("\\{\"plainToken\":\"" + token + "\",\"encryptedToken\":\"[0-9a-f]{64}\"}");
        assertThat(events).isEmpty();
    }

    @Test
    void anEventThatComesAgainWithAnotherDownloadTokenIsTheSameEvent() {
        assertThat(idsOf(Zoom.provider(SECRET), RECORDED, RECORDED.replace("first", "second")))
                .containsExactly("recording.completed:1767225600000:u1==");
    }

    @Test
    void twoParticipantsWhoJoinInTheSameMillisecondAreTwoEvents() {
        assertThat(idsOf(Zoom.provider(SECRET), JOINED, JOINED.replace("16778240", "16778241"), JOINED))
                .containsExactly(
                        "meeting.participant_joined:1767225600000:u1==:16778240",
                        "meeting.participant_joined:1767225600000:u1==:16778241");
    }

    @Test
    void anObjectWithoutUuidIsKnownByItsIdWhetherTextOrNumber() {
        String created = "{\"event\":\"user.created\",\"event_ts\":1767225600000,\"payload\":{\"object\":{\"id\":%s}}}";

        assertThat(idsOf(Zoom.provider(SECRET), created.formatted("\"z8y\""), created.formatted("97763643886")))
                .containsExactly("user.created:1767225600000:z8y", "user.created:1767225600000:97763643886");
    }

    @Test
    void anEventWithoutATimeIsKnownByItsJson() {
        assertThat(idsOf(Zoom.provider(SECRET), DEAUTHORIZED, DEAUTHORIZED, DEAUTHORIZED.replace("\"z9\"", "\"z8\"")))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("app_deauthorized:[0-9a-f]{64}"));
    }

    @Test
    void theKeyCanBeConfiguredAsPointersAndHeaders() {
        WebhookProvider zoom =
                WebhookProvider.named("zoom", SECRET, Map.of("key", "/event, /payload/object/uuid, x-zm-trackingid"));

        endpoint(zoom)
                .handle(signed(RECORDED)
                        .header("x-zm-trackingid", "track-1")
                        .build()
                        .toRequest());

        assertThat(events).extracting(WebhookEvent::id).containsExactly("recording.completed:u1==:track-1");
    }

    @Test
    void anEventThatLacksAPartOfAConfiguredKeyIsNotLost() {
        WebhookProvider zoom = WebhookProvider.named("zoom", SECRET, Map.of("key", "/event,/payload/object/uuid"));

        assertThat(idsOf(zoom, DEAUTHORIZED)).hasSize(1).allMatch(id -> id.matches("app_deauthorized:[0-9a-f]{64}"));
    }

    @Test
    void theKeyCanBeGivenInCode() {
        assertThat(idsOf(Zoom.provider(SECRET, Field.json("/payload/object/id")), RECORDED, RECORDED))
                .containsExactly("97763643886");
    }
}
