package io.github.webhook4j.slack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a handler of {@code block_suggestion} returns: the choices of a menu, at most 100. It becomes the body of the answer,
 * for which Slack waits three seconds.
 *
 * @param options the choices; null where they are in groups
 * @param optionGroups the choices in groups; null where they are not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SuggestionAnswer(
        @Nullable List<Option> options, @Nullable List<Group> optionGroups) {

    /**
     * Choices in one list.
     *
     * @param options the choices; none if nothing fits
     * @return the answer
     */
    public static SuggestionAnswer of(List<Option> options) {
        return new SuggestionAnswer(List.copyOf(options), null);
    }

    /**
     * Choices in groups.
     *
     * @param groups the groups
     * @return the answer
     */
    public static SuggestionAnswer grouped(List<Group> groups) {
        return new SuggestionAnswer(null, List.copyOf(groups));
    }

    /**
     * A choice.
     *
     * @param text what the user sees
     * @param value what the app gets
     */
    public record Option(Text text, String value) {

        /**
         * A choice with a plain text.
         *
         * @param text what the user sees, at most 75 characters
         * @param value what the app gets, at most 150 characters
         * @return the choice
         */
        public static Option of(String text, String value) {
            return new Option(Text.plain(text), value);
        }
    }

    /**
     * Choices under a heading.
     *
     * @param label the heading
     * @param options the choices
     */
    public record Group(Text label, List<Option> options) {

        /**
         * Choices under a plain heading.
         *
         * @param label the heading, at most 75 characters
         * @param options the choices
         * @return the group
         */
        public static Group of(String label, List<Option> options) {
            return new Group(Text.plain(label), List.copyOf(options));
        }
    }

    /**
     * A text of Block Kit.
     *
     * @param type {@code plain_text}; {@code mrkdwn} where an element allows it
     * @param text the text
     */
    public record Text(String type, String text) {

        private static Text plain(String text) {
            return new Text("plain_text", text);
        }
    }
}
