package io.github.webhook4j.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import io.github.webhook4j.EventType;
import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.MissedEvents.Missed;
import io.github.webhook4j.Recovery;
import io.github.webhook4j.Recovery.Result;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.test.SignedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoomRecoveryTest {

    private static final Secrets SECRET = Secrets.of("own zoom secret");
    private static final String URL = "https://hooks.example.com/zoom";
    private static final String LOG = "GET /v2/marketplace/apps/" + FakeZoom.APP + "/webhook_logs";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final FakeZoom zoom = new FakeZoom();
    private final List<WebhookEvent> handled = new ArrayList<>();
    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(Zoom.provider(SECRET))
            .on(EventType.of("*", JsonNode.class), (payload, event) -> handled.add(event))
            .build();

    @AfterEach
    void stop() {
        zoom.close();
    }

    private MissedEvents missed() {
        return Objects.requireNonNull(zoom.api("app-id", FakeZoom.APP).missed(URI.create(URL)));
    }

    private Instant ago(int minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private static String started(String meeting) {
        return "{\"event\":\"meeting.started\",\"event_ts\":1767225600000,\"payload\":{\"object\":{\"uuid\":\""
                + meeting + "\",\"topic\":\"\u6771\u4eac\"}}}";
    }

    private ObjectNode failed(String request, Instant at) {
        return zoom.attempt(request, URL, at, 503).put("request_body", started(request));
    }

    private List<String> meetings() {
        return handled.stream()
                .map(event -> event.json().at("/payload/object/uuid").asText())
                .toList();
    }

    @Test
    void whatFailedIsHandledInItsOrderEachOnce() {
        failed("second", ago(20));
        failed("first", ago(30));
        failed("third", ago(10)).put("status", -1).put("failed_reason_type", 2);
        Recovery recovery = Recovery.builder(endpoint, missed()).build();

        assertThat(recovery.run()).isEqualTo(new Result(3, 0, 0, 0));
        assertThat(recovery.run()).isEqualTo(new Result(0, 0, 0, 0));

        assertThat(meetings()).containsExactly("first", "second", "third");
        assertThat(handled.get(0).headers().first("x-zm-request-id")).isEqualTo("first");
        assertThat(handled.get(0).id()).isEqualTo("meeting.started:1767225600000:first");
        assertThat(new String(handled.get(0).body(), StandardCharsets.UTF_8)).isEqualTo(started("first"));
    }

    @Test
    void whatZoomDeliversAfterAllIsADuplicate() {
        failed("first", ago(30));
        Recovery.builder(endpoint, missed()).build().run();

        int status = endpoint.handle(SignedRequest.of(Zoom.provider(SECRET))
                        .body(started("first").getBytes(StandardCharsets.UTF_8))
                        .build()
                        .toRequest())
                .status();

        assertThat(status).isEqualTo(200);
        assertThat(meetings()).containsExactly("first");
    }

    @Test
    void theLogIsAskedForFailuresAndForRetriesThatSucceeded() {
        failed("first", ago(30));

        missed().since(ago(60));

        List<Request> requests = zoom.requests();
        assertThat(zoom.calls()).containsExactly(LOG, LOG, LOG, LOG);
        assertThat(requests.get(0).getUrl())
                .matches(".*\\?type=2&from=\\d{4}-\\d\\d-\\d\\dT\\d\\d%3A\\d\\d%3A\\d\\dZ"
                        + "&to=\\d{4}-\\d\\d-\\d\\dT\\d\\d%3A\\d\\d%3A\\d\\dZ&page_size=300");
        assertThat(requests.subList(1, 4))
                .extracting(Request::getUrl)
                .allMatch(url -> url.contains("?type=3&"))
                .satisfiesExactly(
                        url -> assertThat(url).endsWith("&retry_num=1"),
                        url -> assertThat(url).endsWith("&retry_num=2"),
                        url -> assertThat(url).endsWith("&retry_num=3"));
    }

    @Test
    void whereNothingFailedNothingMoreIsAsked() {
        assertThat(missed().since(ago(60))).isEmpty();
        assertThat(zoom.calls()).containsExactly(LOG);
    }

    @Test
    void attemptsOfOneEventAreOneAtTheTimeOfTheFirst() {
        failed("first", ago(25)).put("retry_num", 1);
        failed("first", ago(30));
        failed("first", ago(5)).put("retry_num", 2);

        assertThat(missed().since(ago(60))).containsExactly(new Missed("first", ago(30)));
    }

    @Test
    void whatWasFirstTriedBeforeIsNotMissedAgain() {
        failed("first", ago(100));
        failed("first", ago(95)).put("retry_num", 1);

        assertThat(missed().since(ago(98))).isEmpty();
        assertThat(missed().since(ago(100))).hasSize(1);
    }

    @Test
    void whatArrivedAtARetryIsNotMissed() {
        failed("first", ago(30));
        failed("second", ago(29));
        zoom.attempt("first", URL, ago(25), 204).put("retry_num", 1);
        zoom.attempt("third", URL, ago(24), 200);

        assertThat(missed().since(ago(60))).extracting(Missed::id).containsExactly("second");
    }

    @Test
    void whatFailedElsewhereIsNotOurs() {
        failed("first", ago(30)).put("endpoint", "https://hooks.example.com/other");
        failed("second", ago(30)).put("endpoint", "HTTPS://HOOKS.example.com:443/zoom");
        failed("third", ago(30)).remove("endpoint");

        assertThat(missed().since(ago(60))).extracting(Missed::id).containsExactly("second");
    }

    @Test
    void theLogIsAskedForSevenDaysAtMost() {
        failed("old", now.minus(Duration.ofDays(8)));
        failed("first", now.minus(Duration.ofDays(6)));

        Recovery.builder(endpoint, missed()).within(Duration.ofDays(30)).build().run();

        assertThat(meetings()).containsExactly("first");
    }

    @Test
    void whatTheLogNoLongerHasIsNotAskedFor() {
        assertThat(missed().fetch(new Missed("old", now.minus(Duration.ofDays(8)))))
                .isEmpty();
        assertThat(zoom.calls()).isEmpty();
    }

    @Test
    void ofAnEventThatIsGoneThereIsNone() {
        assertThat(missed().fetch(new Missed("gone", ago(30)))).isEmpty();
        assertThat(zoom.calls()).containsExactly(LOG);
    }

    @Test
    void whatFailedThisVerySecondCanBeAskedFor() {
        failed("first", Instant.now().truncatedTo(ChronoUnit.SECONDS));

        assertThat(missed().since(ago(60))).hasSize(1);
    }

    @Test
    void allPagesAreRead() {
        IntStream.range(0, 500).forEach(i -> failed("e" + i, ago(30).plusSeconds(i)));

        assertThat(Recovery.builder(endpoint, missed()).build().run()).isEqualTo(new Result(500, 0, 0, 0));
        assertThat(meetings()).hasSize(500).doesNotHaveDuplicates();
        // two pages of failures, and three questions for retries; the events were in them
        assertThat(zoom.calls()).hasSize(5);
    }

    @Test
    void whatDoesNotFitIntoMemoryIsAskedForAgainAroundItsTime() {
        String large = "a".repeat(900_000);
        for (int i = 0; i < 10; i++) {
            failed("e" + i, ago(30).plusSeconds(i))
                    .put("request_body", started("e" + i).replace("\u6771", large));
        }

        assertThat(Recovery.builder(endpoint, missed()).build().run()).isEqualTo(new Result(10, 0, 0, 0));

        assertThat(meetings())
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "e" + i).toList());
        List<Request> requests = zoom.requests();
        // 4 in the first answer, the 5th and 4 more in the next one, and the 10th
        assertThat(requests).hasSize(6);
        assertThat(requests.get(4).getUrl())
                .contains("from=" + ago(31).plusSeconds(4).toString().replace(":", "%3A"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7Z", ".7Z", "Z", ""})
    void aTimeIsReadHoweverZoomEndsIt(String end) {
        String seconds = ago(30).toString().replace("Z", "");
        failed("first", ago(30)).put("date_time", seconds + end);
        failed("second", ago(30)).put("date_time", seconds.replace('T', ' ') + end);

        assertThat(missed().since(ago(60)))
                .containsExactlyInAnyOrder(new Missed("first", ago(30)), new Missed("second", ago(30)));
    }

    @Test
    void aTimeOfWhichTheSecondsCannotBeReadIsThatOfItsMinute() {
        String minute = ago(30).toString().substring(0, "2022-09-09T08:11".length());
        failed("first", ago(30)).put("date_time", minute + ":987Z");

        assertThat(missed().since(ago(60)))
                .containsExactly(new Missed("first", ago(30).truncatedTo(ChronoUnit.MINUTES)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2022-13-09T08:11:38Z", "2022-02-30T08:61:38Z"})
    void whatIsNoTimeIsMalformed(String time) {
        failed("first", ago(30)).put("date_time", time);

        assertThat(catchThrowableOfType(SenderException.class, () -> missed().since(ago(60))))
                .hasMessageContaining("date_time")
                .extracting(SenderException::reason)
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aBodyThatIsNoJsonIsRefusedAndTheOthersRecovered() {
        failed("broken", ago(30)).put("request_body", "{\"event\":\"meeting.created\",\"payload\":{");
        failed("second", ago(29));

        assertThat(Recovery.builder(endpoint, missed()).build().run()).isEqualTo(new Result(1, 0, 1, 0));
        assertThat(meetings()).containsExactly("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "N/A"})
    void anEventThatTheLogDoesNotHaveIsLeft(String body) {
        failed("first", ago(30)).put("request_body", body);

        assertThat(Recovery.builder(endpoint, missed()).build().run()).isEqualTo(new Result(0, 1, 0, 0));
        assertThat(handled).isEmpty();
    }

    @Test
    void anEventThatIsNotTextButJsonIsReadToo() {
        failed("first", ago(30)).set("request_body", FakeZoom.json(started("first")));

        Recovery.builder(endpoint, missed()).build().run();

        assertThat(meetings()).containsExactly("first");
    }

    @Test
    void withoutTheAppsIdItIsSaidWhatIsMissing() {
        assertThatThrownBy(() -> zoom.api().missed(URI.create(URL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"app-id\"");
    }

    @Test
    void anAppThatZoomDoesNotKnowIsNotFound() {
        MissedEvents missed =
                Objects.requireNonNull(zoom.api("app-id", "an other").missed(URI.create(URL)));

        assertThat(catchThrowableOfType(SenderException.class, () -> missed.since(ago(60))))
                .hasMessageContaining("/marketplace/apps/an+other/webhook_logs")
                .extracting(SenderException::reason)
                .isEqualTo(Reason.NOT_FOUND);
    }
}
