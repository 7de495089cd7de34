package io.github.webhook4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SlackDescriptionTest {

    private static final String FIELDS = """
            event.parcel_sent = parcel:Parcel! sent:time note
            event.parcel_lost = Parcel
            event.hello =
            delivery.parcel_actions = parcels:Parcel[]! state:Parcel{}{} weight:decimal extra:json
            form.parcel_command = text! count:whole
            event.broken = what is:this?
            event.lacking = box:Box
            object.Parcel = type! id! open:flag lines:text[] inside:Parcel
            """;

    private final SlackDescription description = new SlackDescription(
            properties(FIELDS), properties("id = the number\nParcel.id = number of the parcel\nsent = when it left"));

    @Test
    void anEventIsARecordWithItsTypeAndItsFields() {
        assertThat(description.event("parcel_sent")).contains("ParcelSentEvent");
        assertThat(type("ParcelSentEvent", "type")).isEqualTo(Type.Scalar.TEXT);
        assertThat(type("ParcelSentEvent", "sent")).isEqualTo(Type.Scalar.TIME);
        assertThat(type("ParcelSentEvent", "parcel")).isEqualTo(new Type.Ref("Parcel"));
        assertThat(description.event("hello")).contains("HelloEvent");
        assertThat(shape("HelloEvent").components).containsOnlyKeys("type");
    }

    @Test
    void anEventMayBeAnObject() {
        assertThat(description.event("parcel_lost")).contains("Parcel");
        assertThat(shape("Parcel").components).containsOnlyKeys("type", "id", "open", "lines", "inside");
    }

    @Test
    void aDeliveryIsNamedByItsTypeAndAFormHasNone() {
        assertThat(description.delivery("parcel_actions")).contains("ParcelActions");
        assertThat(description.delivery("parcel_command")).contains("ParcelCommand");
        assertThat(shape("ParcelActions").components).containsKey("type");
        assertThat(shape("ParcelCommand").components).containsOnlyKeys("text", "count");
    }

    @Test
    void marksMakeListsAndTables() {
        description.delivery("parcel_actions");

        assertThat(type("ParcelActions", "parcels")).isEqualTo(new Type.Items(new Type.Ref("Parcel")));
        assertThat(type("ParcelActions", "state")).isEqualTo(new Type.Table(new Type.Table(new Type.Ref("Parcel"))));
    }

    @Test
    void onlyWhatIsAlwaysSentIsNotNullable() {
        description.event("parcel_lost");
        RecordShape parcel = shape("Parcel");

        assertThat(parcel.components.values())
                .filteredOn(parcel::always)
                .extracting(component -> component.wire)
                .containsExactly("type", "id");
    }

    @Test
    void wordsForARecordsFieldComeBeforeThoseForTheName() {
        description.event("parcel_sent");

        assertThat(component("Parcel", "id").phrase).isEqualTo("number of the parcel");
        assertThat(component("ParcelSentEvent", "sent").phrase).isEqualTo("when it left");
        assertThat(component("ParcelSentEvent", "note").phrase).isEqualTo("the note");
    }

    @Test
    void whatIsNotDescribedHasNoRecord() {
        assertThat(description.event("invented_tomorrow")).isEmpty();
        assertThat(description.delivery("parcel_sent")).isEmpty();
    }

    @Test
    void aMistakeInTheDescriptionIsNamed() {
        assertThatThrownBy(() -> description.event("broken")).hasMessage("BrokenEvent: what is \"is:this?\"?");
        assertThatThrownBy(() -> description.event("lacking")).hasMessage("no object.Box");
    }

    private RecordShape shape(String key) {
        return description.model().find(key).orElseThrow();
    }

    private Component component(String key, String wire) {
        return Objects.requireNonNull(shape(key).components.get(wire), wire);
    }

    private Type type(String key, String wire) {
        return component(key, wire).type;
    }

    private static Properties properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return properties;
    }
}
