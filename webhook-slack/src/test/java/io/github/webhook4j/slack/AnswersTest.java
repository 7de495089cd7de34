package io.github.webhook4j.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void aViewMayStayOpenWithErrors() throws JsonProcessingException {
        assertWrites(ViewAnswer.errors(Map.of("address", "There is no such street.")), """
                {"response_action": "errors", "errors": {"address": "There is no such street."}}
                """);
    }

    @Test
    void errorsWithoutAnyAreRefusedWhereTheyAreMade() {
        assertThatThrownBy(() -> ViewAnswer.errors(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
    }

    @Test
    void aViewMayBeReplacedCoveredOrClosed() throws JsonProcessingException {
        JsonNode view = MAPPER.readTree("{\"type\": \"modal\", \"blocks\": []}");

        assertWrites(
                ViewAnswer.update(view),
                "{\"response_action\": \"update\", \"view\": {\"type\": \"modal\", \"blocks\": []}}");
        assertWrites(
                ViewAnswer.push(view),
                "{\"response_action\": \"push\", \"view\": {\"type\": \"modal\", \"blocks\": []}}");
        assertWrites(ViewAnswer.clear(), "{\"response_action\": \"clear\"}");
    }

    @Test
    void suggestionsAreOptionsWithPlainTexts() throws JsonProcessingException {
        assertWrites(SuggestionAnswer.of(List.of(SuggestionAnswer.Option.of("Ada", "1"))), """
                {"options": [{"text": {"type": "plain_text", "text": "Ada"}, "value": "1"}]}
                """);
        assertWrites(SuggestionAnswer.of(List.of()), "{\"options\": []}");
    }

    @Test
    void suggestionsMayBeInGroups() throws JsonProcessingException {
        List<SuggestionAnswer.Option> options = List.of(SuggestionAnswer.Option.of("Ada", "1"));

        assertWrites(SuggestionAnswer.grouped(List.of(SuggestionAnswer.Group.of("People", options))), """
                {"option_groups": [{"label": {"type": "plain_text", "text": "People"},
                  "options": [{"text": {"type": "plain_text", "text": "Ada"}, "value": "1"}]}]}
                """);
    }

    @Test
    void aCommandIsAnsweredToOneOrToAll() throws JsonProcessingException {
        JsonNode blocks = MAPPER.readTree("[{\"type\": \"divider\"}]");

        assertWrites(SlashAnswer.ephemeral("Noted ✓"), "{\"response_type\": \"ephemeral\", \"text\": \"Noted ✓\"}");
        assertWrites(SlashAnswer.inChannel("Parcel 42").withBlocks(blocks), """
                {"response_type": "in_channel", "text": "Parcel 42", "blocks": [{"type": "divider"}]}
                """);
    }

    private static void assertWrites(Object answer, String json) throws JsonProcessingException {
        assertThat(MAPPER.readTree(MAPPER.writeValueAsString(answer))).isEqualTo(MAPPER.readTree(json));
    }
}
