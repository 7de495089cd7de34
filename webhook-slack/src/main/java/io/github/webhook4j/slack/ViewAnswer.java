package io.github.webhook4j.slack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a handler of {@code view_submission} returns unless the view shall just close: it becomes the body of the answer, for
 * which Slack waits three seconds.
 *
 * @param responseAction {@code errors}, {@code update}, {@code push} or {@code clear}
 * @param errors what is wrong, by the block's id; of {@code errors}
 * @param view the view to show; of {@code update} and {@code push}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ViewAnswer(
        String responseAction,
        @Nullable Map<String, String> errors,
        @Nullable JsonNode view) {

    /**
     * Keeps the view open and shows what is wrong below its inputs.
     *
     * @param errors texts by the id of an input block of the view
     * @return the answer
     * @throws IllegalArgumentException if there are none: Slack would show that the app failed
     */
    public static ViewAnswer errors(Map<String, String> errors) {
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("An answer with errors needs at least one");
        }
        return new ViewAnswer("errors", Map.copyOf(errors), null);
    }

    /**
     * Shows another view in place of the submitted one.
     *
     * @param view the view, with {@code type}, {@code title} and {@code blocks}
     * @return the answer
     */
    public static ViewAnswer update(JsonNode view) {
        return new ViewAnswer("update", null, view);
    }

    /**
     * Shows another view above the submitted one; a stack holds three.
     *
     * @param view the view, with {@code type}, {@code title} and {@code blocks}
     * @return the answer
     */
    public static ViewAnswer push(JsonNode view) {
        return new ViewAnswer("push", null, view);
    }

    /**
     * Closes all views of the stack.
     *
     * @return the answer
     */
    public static ViewAnswer clear() {
        return new ViewAnswer("clear", null, null);
    }
}
