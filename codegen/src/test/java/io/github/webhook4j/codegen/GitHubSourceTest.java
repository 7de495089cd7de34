package io.github.webhook4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubSourceTest {

    private static final String DESCRIPTION = """
            {"components": {"schemas": {
               "opened": {"type": "object", "required": ["action", "parcel"], "properties": {
                  "action": {"type": "string", "enum": ["opened"]},
                  "parcel": {"title": "Parcel", "type": "object", "required": ["id", "sent_at"], "properties": {
                     "id": {"type": "integer"}, "sent_at": {"type": "string", "format": "date-time"},
                     "private": {"type": "boolean"}, "_links": {"type": "object", "properties": {
                        "self": {"type": "string"}}}}},
                  "changes": {"type": "object", "properties": {"title": {"type": "object", "required": ["from"],
                     "properties": {"from": {"type": "string"}}}}}}},
               "closed": {"type": "object", "required": ["action", "parcel", "reason"], "properties": {
                  "action": {"type": "string", "enum": ["closed"]},
                  "reason": {"type": "string"},
                  "parcel": {"$ref": "#/components/schemas/parcel-lite"}}},
               "parcel-lite": {"title": "Parcel", "type": "object", "required": ["id"], "properties": {
                  "id": {"type": "integer"}, "weight": {"oneOf": [{"type": "string"}, {"type": "integer"}]}}}}}}
            """;

    private static final String EVENTS = """
            {"events": [
               {"event": "parcel", "action_details": [
                  {"action": "opened", "schema": "opened", "editions": ["api.github.com"]},
                  {"action": "closed", "schema": "closed", "editions": ["api.github.com", "ghec"]},
                  {"action": "lost", "schema": "closed", "editions": ["ghec"]}]}]}
            """;

    @TempDir
    private Path folder;

    private Path written;

    @BeforeEach
    void generate() throws IOException {
        Path data = folder.resolve("data");
        Path examples = Files.createDirectories(data.resolve("examples/parcel"));
        Files.writeString(
                examples.resolve("opened.json"),
                "{\"action\": \"opened\", \"parcel\": {\"id\": 1, \"sent_at\": \"2026-11-24T00:00:00Z\"}}");
        Files.writeString(data.resolve("openapi-webhooks.json"), DESCRIPTION);
        Files.writeString(data.resolve("events.json"), EVENTS);
        Codegen.main(new String[] {"github", data.toString(), folder.toString()});
        written = folder.resolve("src/main/java/io/github/webhook4j/github");
    }

    @Test
    void theActionsOfAnEventAreOneRecord() throws IOException {
        assertThat(source("model/ParcelEvent.java"))
                .contains("String action,\nParcel parcel,\n@Nullable Changes changes,\n@Nullable String reason")
                .contains("@param action what happened; {@code opened}, {@code closed}");
    }

    @Test
    void theVariantsOfAnObjectAreOneRecordNullableWhereOneLacksIt() throws IOException {
        assertThat(source("model/Parcel.java"))
                .contains(
                        "Long id,\n@Nullable Instant sentAt,\n@JsonProperty(\"private\") @Nullable Boolean isPrivate,")
                .contains("@JsonProperty(\"_links\") @Nullable Links links,\n@Nullable JsonNode weight");
    }

    @Test
    void whatAnEditChangedIsOneRecordEverywhere() throws IOException {
        assertThat(source("model/ParcelEvent.java")).contains("public record Changes(\n@Nullable Change title) {");
        assertThat(source("model/Change.java")).contains("public record Change(");
    }

    @Test
    void everyKindOfTheEditionHasAConstantAndEveryEventAFamily() throws IOException {
        assertThat(source("GitHubEvents.java"))
                .contains("EventType<ParcelEvent> PARCEL = known(\"parcel.*\", ParcelEvent.class);")
                .contains("PARCEL_OPENED", "PARCEL_CLOSED")
                .doesNotContain("PARCEL_LOST");
    }

    private String source(String file) throws IOException {
        return Files.readString(written.resolve(file));
    }
}
