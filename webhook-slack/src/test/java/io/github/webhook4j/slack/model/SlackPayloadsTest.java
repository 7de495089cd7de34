package io.github.webhook4j.slack.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.slack.HeaderTyped;
import io.github.webhook4j.slack.SlackEvents;
import io.github.webhook4j.test.PayloadContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class SlackPayloadsTest extends PayloadContract {

    /** What Slack's list has besides types: the envelope, and what the provider answers by itself. */
    private static final Set<String> NO_TYPES = Set.of("event_callback", "url_verification", "ssl_check");

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return HeaderTyped.provider(secrets);
    }

    @Override
    protected List<EventType<?>> types() {
        return SlackEvents.all();
    }

    /** Whole deliveries, and events alone, which get an envelope. */
    @Override
    protected List<Example> recorded() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path file : files("slack/examples")) {
            JsonNode json = read(file);
            boolean alone = file.getParent().endsWith("inner");
            JsonNode delivery = alone ? envelope(json) : json;
            String type = type(delivery.path("event").isObject() ? delivery.path("event") : delivery);
            if (!type.isEmpty() && !NO_TYPES.contains(type)) {
                examples.add(new Example(file.getFileName().toString(), type, delivery));
            }
        }
        return examples;
    }

    private static String type(JsonNode event) {
        String type = event.path("type").asText();
        return type.equals("message") && event.has("subtype")
                ? type + "." + event.path("subtype").asText()
                : type;
    }

    private static JsonNode envelope(JsonNode event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "event_callback")
                .put("event_id", "Ev0")
                .set("event", event);
    }

    @Test
    @EnabledIfSystemProperty(named = "webhook4j.data", matches = ".+")
    void theTypesAreThoseThatSlackSends() throws IOException {
        JsonNode list = read(Path.of(System.getProperty("webhook4j.data"), "slack", "events.json"));
        List<String> listed = new ArrayList<>();
        list.path("events").forEach(event -> listed.add(event.path("type").asText()));
        list.path("message_subtypes")
                .forEach(message ->
                        listed.add("message." + message.path("subtype").asText()));
        list.path("outer_types")
                .forEach(outer -> listed.add(outer.path("type").asText().replace(' ', '_')));
        listed.removeAll(NO_TYPES);

        assertThat(SlackEvents.all())
                .extracting(EventType::name)
                .filteredOn(name -> !name.endsWith(".*"))
                .containsExactlyInAnyOrderElementsOf(Set.copyOf(listed));
    }

    @Test
    void everyTypeHasARecordAndIsListedOnce() {
        assertThat(SlackEvents.all()).filteredOn(type -> !type.isFamily()).hasSize(155);
        assertThat(SlackEvents.all()).extracting(EventType::name).doesNotHaveDuplicates();
        assertThat(SlackEvents.all()).allMatch(type -> type.payload().isRecord());
    }

    @Test
    void aSubtypeOfTomorrowIsAMessage() {
        assertThat(SlackEvents.MESSAGE_FAMILY.includes("message.invented_tomorrow"))
                .isTrue();
        assertThat(SlackEvents.MESSAGE_FAMILY.payload()).isEqualTo(Message.class);
    }

    @Test
    void theTimeOfAMessageStaysTheTextThatItsIdIs() {
        Message message = bind(SlackEvents.MESSAGE, """
                {"type": "event_callback", "event": {"type": "message", "channel": "C1", "ts": "1355517523.000005",
                  "blocks": [{"type": "divider"}], "not_there_yet": {}}}
                """);

        assertThat(message.ts()).isEqualTo("1355517523.000005");
        assertThat(message.channel()).isEqualTo("C1");
        assertThat(message.blocks()).hasSize(1);
        assertThat(message.threadTs()).isNull();
    }

    @Test
    void aChannelIsAnIdOrAnObjectByTheType() {
        assertThat(bind(SlackEvents.CHANNEL_ARCHIVE, """
                {"event": {"type": "channel_archive", "channel": "C1", "user": "U1"}}
                """).channel()).isEqualTo("C1");
        assertThat(bind(SlackEvents.CHANNEL_RENAME, """
                {"event": {"type": "channel_rename", "channel": {"id": "C1", "name": "new", "created": 1360782804}}}
                """).channel().created())
                .isEqualTo(Instant.ofEpochSecond(1_360_782_804));
    }

    @Test
    void whatWasEnteredInAViewIsFoundByBlockAndAction() {
        ViewSubmission submission = bind(SlackEvents.VIEW_SUBMISSION, """
                {"type": "view_submission", "view": {"type": "modal", "callback_id": "parcel", "state": {"values": {
                  "b": {"a": {"type": "static_select", "selected_option": {"value": "fast"}}}}}}}
                """);

        assertThat(submission
                        .view()
                        .state()
                        .values()
                        .get("b")
                        .get("a")
                        .selectedOption()
                        .value())
                .isEqualTo("fast");
    }

    @Test
    void aCommandIsItsFormsFieldsAllOfThemTexts() {
        SlashCommand command = bind(SlackEvents.SLASH_COMMAND, """
                {"command": "/parcel", "text": "42", "is_enterprise_install": "false", "team_id": "T1"}
                """);

        assertThat(command.command()).isEqualTo("/parcel");
        assertThat(command.isEnterpriseInstall()).isEqualTo("false");
    }
}
