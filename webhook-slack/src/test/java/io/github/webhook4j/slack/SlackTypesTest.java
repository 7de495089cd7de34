package io.github.webhook4j.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.slack.model.SlashCommand;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlackTypesTest {

    private static final WebhookProvider SLACK = Slack.provider(Secrets.of("a secret of these tests"));

    private static final EventType<JsonNode> ANY = EventType.of("*", JsonNode.class);

    private final List<WebhookEvent> events = new ArrayList<>();

    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(SLACK)
            .on(ANY, (payload, event) -> events.add(event))
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message | {'type': 'message'}",
                "message | {'type': 'message', 'subtype': null}",
                "message.bot_message | {'type': 'message', 'subtype': 'bot_message'}",
                "message.invented | {'type': 'message', 'subtype': 'invented'}",
                "app_mention | {'type': 'app_mention', 'subtype': 'bot_message'}",
                "emoji_changed | {'type': 'emoji_changed', 'subtype': 'remove'}",
                "invented | {'type': 'invented'}",
            })
    void theTypeIsTheInnerEventsWithTheSubtypeOfMessages(String type, String event) {
        deliver("application/json", "{'type': 'event_callback', 'event_id': 'Ev1', 'event': " + event + "}");

        assertThat(events).extracting(WebhookEvent::type).containsExactly(type);
    }

    @Test
    void aHandlerOfAnEventMayTakeTheEnvelopeToo() {
        List<SlackEvent> envelopes = new ArrayList<>();
        deliver(
                WebhookEndpoint.builder(SLACK)
                        .on(EventType.of("message.*", SlackEvent.class), (envelope, event) -> envelopes.add(envelope))
                        .build(),
                "application/json",
                "{'type': 'event_callback', 'event_id': 'Ev1', 'event': {'type': 'message', 'subtype': 'me_message'}}");

        assertThat(envelopes).extracting(SlackEvent::eventId).containsExactly("Ev1");
    }

    @Test
    void aCommandIsItsForm() {
        deliver(
                "application/x-www-form-urlencoded",
                "token=t&command=%2Fparcel&text=&user_id=U1&is_enterprise_install=false");

        assertThat(events).extracting(WebhookEvent::type).containsExactly("slash_command");
        assertThat(events.get(0).payload(SlashCommand.class)).satisfies(command -> {
            assertThat(command.command()).isEqualTo("/parcel");
            assertThat(command.text()).isEmpty();
            assertThat(command.isEnterpriseInstall()).isEqualTo("false");
        });
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("recordedDeliveries")
    void aRecordedDeliveryHasTheTypeInItsFilesName(Path file) throws IOException {
        String json = Files.readString(file);
        String outer = new ObjectMapper().readTree(json).path("type").asText();
        boolean form = !outer.equals("event_callback") && !outer.equals("app_rate_limited");
        deliver(
                form ? "application/x-www-form-urlencoded" : "application/json",
                form ? "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8) : json);

        String named =
                file.getFileName().toString().replaceFirst("-\\d+\\.json$", "").replaceFirst("^event_callback\\.", "");
        assertThat(events)
                .extracting(WebhookEvent::type)
                .containsExactly(named.replaceFirst("^(app_mention)\\..*", "$1"));
    }

    static Stream<Path> recordedDeliveries() throws IOException {
        String data = System.getProperty("webhook4j.data", "");
        if (data.isBlank()) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(Path.of(data, "slack", "examples"))) {
            return files
                    .filter(file -> file.toString().endsWith(".json")
                            && !file.getFileName().toString().startsWith("url_verification"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private void deliver(String contentType, String text) {
        deliver(endpoint, contentType, text);
    }

    private static void deliver(WebhookEndpoint endpoint, String contentType, String text) {
        byte[] body = (contentType.endsWith("json") ? text.replace('\'', '"') : text).getBytes(StandardCharsets.UTF_8);
        WebhookRequest request = request(contentType, body).build();
        WebhookRequest.Builder signed = request(contentType, body);
        SLACK.sign(request, Instant.now()).forEach(signed::header);

        assertThat(endpoint.handle(signed.build()).status()).isEqualTo(200);
    }

    private static WebhookRequest.Builder request(String contentType, byte[] body) {
        return WebhookRequest.builder("POST", "http://localhost/webhooks")
                .header("Content-Type", contentType)
                .body(body);
    }
}
