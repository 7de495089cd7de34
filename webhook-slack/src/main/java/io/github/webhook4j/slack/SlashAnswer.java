package io.github.webhook4j.slack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * What a handler of {@code slash_command} returns to say something at once: it becomes the body of the answer, for which Slack
 * waits three seconds. Later answers go to the command's {@code response_url}.
 *
 * @param responseType {@code ephemeral} or {@code in_channel}
 * @param text the text, in Slack's markup; with blocks, what notifications show
 * @param blocks an array of Block Kit blocks; null for a text alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SlashAnswer(
        String responseType, String text, @Nullable JsonNode blocks) {

    /**
     * A text that only the user who typed the command sees.
     *
     * @param text the text, in Slack's markup
     * @return the answer
     */
    public static SlashAnswer ephemeral(String text) {
        return new SlashAnswer("ephemeral", text, null);
    }

    /**
     * A text that everybody in the channel sees, below the command itself.
     *
     * @param text the text, in Slack's markup
     * @return the answer
     */
    public static SlashAnswer inChannel(String text) {
        return new SlashAnswer("in_channel", text, null);
    }

    /**
     * The same answer, shown as blocks.
     *
     * @param blocks an array of Block Kit blocks
     * @return the answer
     */
    public SlashAnswer withBlocks(JsonNode blocks) {
        return new SlashAnswer(responseType, text, blocks);
    }
}
