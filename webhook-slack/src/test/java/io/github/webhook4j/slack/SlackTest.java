package io.github.webhook4j.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookResponse;
import io.github.webhook4j.test.SettableClock;
import io.github.webhook4j.test.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SlackTest {

    private static final String CHECK =
            "{\"token\":\"not-to-be-trusted\",\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY\",\"type\":\"url_verification\"}";
    private static final String COMMAND =
            "token=not-to-be-trusted&team_id=T1&command=%2Fparcel&text=find+42+%26+*more*&trigger_id=1.2";

    private final WebhookProvider slack = Slack.provider(Secrets.of("own slack secret"));
    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<WebhookEvent> events = new ArrayList<>();
    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(slack)
            .clock(clock)
            .on(EventType.of("*", JsonNode.class), (payload, event) -> events.add(event))
            .answer(
                    EventType.of("slash_command", JsonNode.class),
                    (command, event) -> "Searching: " + command.path("text").asText())
            .answer(
                    EventType.of("view_submission", JsonNode.class),
                    (view, event) -> Map.of("response_action", "clear"))
            .build();

    private SignedRequest.Builder signed() {
        return SignedRequest.of(slack).clock(clock);
    }

    private SignedRequest.Builder json(String body) {
        return signed().body(body.getBytes(StandardCharsets.UTF_8));
    }

    private SignedRequest.Builder form(String body) {
        return json(body).header("Content-Type", "application/x-www-form-urlencoded");
    }

    private WebhookResponse receive(SignedRequest.Builder request) {
        return endpoint.handle(request.build().toRequest());
    }

    private static String text(WebhookResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private List<String> types() {
        return events.stream().map(WebhookEvent::type).toList();
    }

    @Test
    void aSignedCheckOfTheUrlIsAnsweredWithItsChallengeAsPlainText() {
        WebhookResponse response = receive(json(CHECK));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().get("Content-Type")).startsWith("text/plain");
        assertThat(text(response)).isEqualTo("3eZbrw1aBm2rZgRNFdxV2595E9CY");
        assertThat(events).isEmpty();
    }

    @Test
    void aForgedCheckOfTheUrlIsNotAnswered() {
        Stream.of(json(CHECK).unsigned(), json(CHECK).wrongSecret(), json(CHECK).stale())
                .map(this::receive)
                .forEach(response -> {
                    assertThat(response.status()).isEqualTo(401);
                    assertThat(response.body()).isEmpty();
                });
    }

    @Test
    void aChallengeThatCouldBeAPageIsNotSentBack() {
        WebhookResponse response = receive(json(CHECK.replace("3eZ", "<script>")));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aCheckOfTheCertificateIsAnsweredAndNeverDispatched() {
        String smuggled = "ssl_check=1&token=not-to-be-trusted&command=%2Fparcel&text=x";

        assertThat(receive(form(smuggled)).status()).isEqualTo(200);
        assertThat(receive(form(smuggled).unsigned()).status()).isEqualTo(401);
        assertThat(events).isEmpty();
    }

    @Test
    void aRetryWhoseFirstDeliveryNeverArrivedIsHandled() {
        receive(signed().event("app_mention")
                .id("Ev1")
                .header("X-Slack-Retry-Num", "1")
                .header("X-Slack-Retry-Reason", "http_timeout"));

        assertThat(events).hasSize(1).first().satisfies(event -> {
            assertThat(event.id()).isEqualTo("Ev1");
            assertThat(event.headers().first("X-Slack-Retry-Num")).isEqualTo("1");
            assertThat(event.headers().first("X-Slack-Retry-Reason")).isEqualTo("http_timeout");
        });
    }

    @Test
    void anEventIsHandledOnceHoweverItsRetriesAreMarked() {
        receive(signed().event("app_mention").id("Ev1"));
        receive(signed().event("app_mention").id("Ev1").header("X-Slack-Retry-Num", "1"));
        receive(signed().event("app_mention").id("Ev1"));
        receive(signed().event("app_mention").id("Ev2").header("X-Slack-Retry-Num", "3"));

        assertThat(events).extracting(WebhookEvent::id).containsExactly("Ev1", "Ev2");
    }

    @Test
    void aMessageWithASubtypeHasItInItsType() {
        receive(signed().event("message"));
        receive(json("{\"type\":\"event_callback\",\"event_id\":\"Ev1\","
                + "\"event\":{\"type\":\"message\",\"subtype\":\"channel_join\"}}"));
        receive(json("{\"type\":\"event_callback\",\"event_id\":\"Ev2\","
                + "\"event\":{\"type\":\"app_mention\",\"subtype\":\"x\"}}"));

        assertThat(types()).containsExactly("message", "message.channel_join", "app_mention");
    }

    @Test
    void aSlashCommandsAnswerIsWhatTheHandlerReturns() {
        WebhookResponse response = receive(form(COMMAND));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().get("Content-Type")).startsWith("text/plain");
        assertThat(text(response)).isEqualTo("Searching: find 42 & *more*");
        assertThat(types()).containsExactly("slash_command");
    }

    @Test
    void theSameCommandTypedAgainIsAnotherEventButTheSameDeliveryIsNot() {
        receive(form(COMMAND));
        WebhookResponse again = receive(form(COMMAND));
        clock.advance(Duration.ofSeconds(1));
        receive(form(COMMAND));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEmpty();
        assertThat(events).hasSize(2).extracting(WebhookEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void aSubmittedViewIsAnsweredWithTheJsonThatTheHandlerReturns() {
        WebhookResponse response =
                receive(json("{\"type\":\"view_submission\",\"view\":{\"callback_id\":\"caf\u00e9\"}}")
                        .form("payload"));

        assertThat(response.headers().get("Content-Type")).startsWith("application/json");
        assertThat(text(response)).isEqualTo("{\"response_action\":\"clear\"}");
        assertThat(events).hasSize(1).first().satisfies(event -> {
            assertThat(event.type()).isEqualTo("view_submission");
            assertThat(event.json().at("/view/callback_id").asText()).isEqualTo("caf\u00e9");
        });
    }

    @Test
    void beingLimitedIsAnEventForEachMinute() {
        String limited = "{\"type\":\"app_rate_limited\",\"team_id\":\"T1\",\"minute_rate_limited\":1767225600}";

        receive(json(limited));
        receive(json(limited));
        receive(json(limited.replace("1767225600", "1767225660")));

        assertThat(events)
                .extracting(WebhookEvent::id)
                .containsExactly("app_rate_limited:T1:1767225600", "app_rate_limited:T1:1767225660");
    }

    /**
     * A sample stays of its kind, with the id and the type that a test asks for.
     *
     * @return a test for each type
     */
    @TestFactory
    Stream<DynamicTest> aSampleIsOfTheTypeThatIsAskedFor() {
        return Stream.of(
                        "app_mention",
                        "message",
                        "message.channel_join",
                        "brand_new",
                        "app_rate_limited",
                        "slash_command",
                        "view_submission",
                        "block_actions")
                .map(type -> DynamicTest.dynamicTest(type, () -> {
                    assertThat(receive(signed().event(type).id("of " + type)).status())
                            .isEqualTo(200);

                    WebhookEvent event = events.get(events.size() - 1);
                    assertThat(event.type()).isEqualTo(type);
                    assertThat(event.id()).isEqualTo("of " + type);
                    assertThat(event.json().has("event"))
                            .isEqualTo(event.json().path("type").asText().equals("event_callback"));
                    assertThat(event.json().path("minute_rate_limited").isTextual())
                            .isFalse();
                }));
    }

    /**
     * Bodies that Slack's own framework refuses, because it reads them as lines of text.
     *
     * @return a test for each body
     */
    @TestFactory
    Stream<DynamicTest> aBodyArrivesAsItWasSigned() {
        String event =
                "{\"type\":\"event_callback\",\"event_id\":\"%s\",\"event\":{\"type\":\"app_mention\",\"text\":\"%s\"}}";
        return Map.of(
                        "UTF-8", event.formatted("1", "h\u00e9llo \ud83e\udd80"),
                        "CRLF", event.formatted("2", "x").replace(",", ",\r\n"),
                        "ending in a line break", event.formatted("3", "x") + "\n",
                        "escapes", event.formatted("4", "\\u00e9\\/"))
                .entrySet()
                .stream()
                .map(body -> DynamicTest.dynamicTest(body.getKey(), () -> {
                    assertThat(receive(json(body.getValue())).status()).isEqualTo(200);
                    assertThat(events.get(events.size() - 1).body())
                            .asString(StandardCharsets.UTF_8)
                            .isEqualTo(body.getValue());
                }));
    }
}
