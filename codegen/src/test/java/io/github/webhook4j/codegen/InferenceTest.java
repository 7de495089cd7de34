package io.github.webhook4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class InferenceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Inference.Names PLAIN = new Inference.Names() {
        @Override
        public String record(String owner, String wire, JsonNode object) {
            return RecordShape.keyWithin(owner, Words.type(Words.singular(wire)));
        }

        @Override
        public Type type(String owner, String wire, Type type) {
            return type;
        }
    };

    private final Model model = new Model(Type::joinCharacters);

    private void see(String outline, String... examples) throws JsonProcessingException {
        List<JsonNode> bodies = JSON.readValue(
                "[" + String.join(",", examples) + "]",
                JSON.getTypeFactory().constructCollectionType(List.class, JsonNode.class));
        Inference inference = new Inference(model, PLAIN, bodies);
        if (!outline.isEmpty()) {
            inference.outline("Parcel", JSON.readTree(outline));
        }
        bodies.forEach(body -> inference.example("Parcel", body));
    }

    private Component component(String key, String wire) {
        return model.find(key).orElseThrow().components.get(wire);
    }

    @Test
    void whatHasPartsIsARecordAndListsHaveTheTypeOfAllTheirElements() throws JsonProcessingException {
        see("", "{\"stops\": [{\"town\": \"Graz\"}, {\"town\": \"Linz\", \"day\": 2}], \"tags\": []}");

        assertThat(component("Parcel", "stops").type).isEqualTo(new Type.Items(new Type.Ref("Parcel.Stop")));
        assertThat(component("Parcel.Stop", "day").type).isEqualTo(Type.Scalar.WHOLE);
        assertThat(component("Parcel", "tags").type).isEqualTo(new Type.Items(Type.Scalar.ANY));
    }

    @Test
    void aNumberHereAndATextThereIsAText() throws JsonProcessingException {
        see("", "{\"id\": 7, \"weight\": 1}", "{\"id\": \"7\", \"weight\": 1.5}", "{\"id\": null}");

        assertThat(component("Parcel", "id").type).isEqualTo(Type.Scalar.TEXT);
        assertThat(component("Parcel", "weight").type).isEqualTo(Type.Scalar.DECIMAL);
    }

    @Test
    void anObjectHereAndAListThereIsJson() throws JsonProcessingException {
        see("", "{\"content\": {\"a\": 1}}", "{\"content\": [1]}");

        assertThat(component("Parcel", "content").type).isEqualTo(Type.Scalar.JSON);
    }

    @Test
    void anOutlinesTextIsATimeWhereExamplesHaveTimesUnderItsName() throws JsonProcessingException {
        see(
                "{\"sent\": \"text\", \"note\": \"text\", \"lid\": {\"sent\": \"text\"}, \"share\": \"number\"}",
                "{\"sent\": \"2026-01-01T00:00:00Z\", \"share\": 0.5}");

        assertThat(component("Parcel", "sent").type).isEqualTo(Type.Scalar.TIME);
        assertThat(component("Parcel.Lid", "sent").type).isEqualTo(Type.Scalar.TIME);
        assertThat(component("Parcel", "note").type).isEqualTo(Type.Scalar.TEXT);
        assertThat(component("Parcel", "share").type).isEqualTo(Type.Scalar.DECIMAL);
    }

    @Test
    void aTimeHereAndAnotherTextThereIsAText() throws JsonProcessingException {
        see("", "{\"opens\": \"2026-01-01T00:00:00Z\"}", "{\"opens\": \"09:00\"}");

        assertThat(component("Parcel", "opens").type).isEqualTo(Type.Scalar.TEXT);
    }

    @Test
    void onlyWhatOutlineAndExamplesAlwaysHaveIsNotNullable() throws JsonProcessingException {
        see("{\"id\": \"text\", \"?from\": \"text\", \"to\": \"text\"}", "{\"id\": \"1\", \"from\": \"a\"}");
        RecordShape parcel = model.find("Parcel").orElseThrow();

        assertThat(parcel.components.values())
                .filteredOn(parcel::always)
                .extracting(component -> component.wire)
                .containsExactly("id");
    }

    @Test
    void theVocabularyOfAnOutlineIsKept() throws JsonProcessingException {
        see("{\"state\": \"text open|closed\"}");

        assertThat(component("Parcel", "state").vocabulary).containsExactly("open", "closed");
    }
}
