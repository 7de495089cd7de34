package io.github.webhook4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlackSourceTest {

    private static final String EVENTS = """
            {"outer_types": [{"type": "event_callback"}, {"type": "ssl_check"}, {"type": "slash command"},
               {"type": "app_rate_limited"}],
             "events": [{"type": "app_rate_limited"}, {"type": "message"}, {"type": "pin_added"}, {"type": "invented"}],
             "message_subtypes": [{"subtype": "bot_message"}]}
            """;

    @TempDir
    private Path folder;

    private Path written;

    @BeforeEach
    void generate() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("events.json"), EVENTS);
        Codegen.main(new String[] {"slack", data.toString(), folder.toString()});
        written = folder.resolve("src/main/java/io/github/webhook4j/slack");
    }

    @Test
    void aMessageOfAnySubtypeIsTheSameRecord() throws IOException {
        assertThat(source("SlackEvents.java"))
                .contains("EventType<Message> MESSAGE = known(\"message\", Message.class);")
                .contains("EventType<Message> MESSAGE_BOT_MESSAGE = known(\"message.bot_message\", Message.class);")
                .contains("EventType<Message> MESSAGE_FAMILY = known(\"message.*\", Message.class);");
    }

    @Test
    void deliveriesOutsideOfTheEventsApiAreTypesWhereTheyCarrySomething() throws IOException {
        assertThat(source("SlackEvents.java"))
                .contains("EventType<SlashCommand> SLASH_COMMAND = known(\"slash_command\", SlashCommand.class);")
                .containsOnlyOnce("known(\"app_rate_limited\", AppRateLimited.class);")
                .doesNotContain("EVENT_CALLBACK", "SSL_CHECK");
    }

    @Test
    void anEventWithoutADescriptionIsJson() throws IOException {
        assertThat(source("SlackEvents.java"))
                .contains("EventType<JsonNode> INVENTED = known(\"invented\", JsonNode.class);");
    }

    @Test
    void onlyRecordsThatATypeReachesAreWritten() throws IOException {
        assertThat(source("model/PinAddedEvent.java"))
                .contains("The payload of Slack's {@code pin_added}.")
                .contains("String user,\nString channelId,\nItem item,\n@Nullable String itemUser,");
        assertThat(written.resolve("model/Item.java")).exists();
        assertThat(written.resolve("model/ReactionAddedEvent.java")).doesNotExist();
        assertThat(written.resolve("model/View.java")).doesNotExist();
    }

    private String source(String file) throws IOException {
        return Files.readString(written.resolve(file));
    }
}
