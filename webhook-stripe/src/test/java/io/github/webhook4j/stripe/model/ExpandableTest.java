package io.github.webhook4j.stripe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class ExpandableTest {

    private final ObjectMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Test
    void aTextIsTheId() throws JsonProcessingException {
        Expandable<Address> expandable = json.readValue("\"cus_1\"", new TypeReference<>() {});

        assertThat(expandable).isEqualTo(new Expandable<>("cus_1", null));
        assertThat(json.writeValueAsString(expandable)).isEqualTo("\"cus_1\"");
    }

    @Test
    void anObjectIsBoundToItsTypeAndKeepsItsId() throws JsonProcessingException {
        Expandable<Address> expandable =
                json.readValue("{\"id\": \"adr_1\", \"city\": \"Graz\"}", new TypeReference<>() {});

        assertThat(expandable.id()).isEqualTo("adr_1");
        assertThat(expandable.object()).extracting(Address::city).isEqualTo("Graz");
        assertThat(json.<JsonNode>valueToTree(expandable).path("city").asText()).isEqualTo("Graz");
    }

    @Test
    void anObjectOfSeveralPossibleTypesStaysJson() throws JsonProcessingException {
        Expandable<JsonNode> expandable = json.readValue("{\"object\": \"card\"}", new TypeReference<>() {});

        assertThat(expandable.id()).isNull();
        assertThat(expandable.object()).hasToString("{\"object\":\"card\"}");
    }

    @Test
    void anythingElseIsAMismatch() {
        assertThatThrownBy(() -> json.readValue("[1]", new TypeReference<Expandable<Address>>() {}))
                .isInstanceOf(MismatchedInputException.class);
    }

    @Test
    void aListWithoutDataIsEmpty() throws JsonProcessingException {
        StripeList<Address> list =
                json.readValue("{\"object\": \"list\", \"has_more\": false}", new TypeReference<>() {});

        assertThat(list.data()).isEmpty();
        assertThat(list.hasMore()).isFalse();
    }
}
