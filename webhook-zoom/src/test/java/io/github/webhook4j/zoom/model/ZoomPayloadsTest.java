package io.github.webhook4j.zoom.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.PayloadContract;
import io.github.webhook4j.test.SignedRequest;
import io.github.webhook4j.zoom.Zoom;
import io.github.webhook4j.zoom.ZoomEvent;
import io.github.webhook4j.zoom.ZoomEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class ZoomPayloadsTest extends PayloadContract {

    @Override
    protected WebhookProvider provider(Secrets secrets) {
        return Zoom.provider(secrets);
    }

    @Override
    protected List<EventType<?>> types() {
        return ZoomEvents.all();
    }

    @Override
    protected List<Example> recorded() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path file : files("zoom/examples")) {
            String name = file.getFileName().toString();
            examples.add(new Example(name, name.substring(0, name.lastIndexOf('.')), read(file)));
        }
        return examples;
    }

    @Test
    void knowsEveryNameAndHasARecordForAllButAFew() {
        assertThat(types()).extracting(EventType::name).doesNotHaveDuplicates().hasSize(569);
        assertThat(types())
                .filteredOn(type -> type.payload() == JsonNode.class)
                .hasSize(19)
                .extracting(EventType::name)
                .allMatch(name ->
                        name.matches("(calendar|contact_center\\.closure|endpoint|zoom_events\\.(ticket|vod)).*"));
    }

    @Test
    @EnabledIfSystemProperty(named = "webhook4j.data", matches = ".+")
    void theNamesAreThoseOfZoomsList() throws IOException {
        Path list = Path.of(System.getProperty("webhook4j.data"), "zoom", "events.json");
        List<String> listed = new ArrayList<>();
        read(list)
                .path("events")
                .forEach(event -> listed.add(event.path("event").asText()));
        assertThat(types()).extracting(EventType::name).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void anIdIsTextWhetherZoomSendsItAsTextOrAsNumber() {
        for (String id : List.of("\"91234567890\"", "91234567890")) {
            MeetingPayload payload = bind(ZoomEvents.MEETING_STARTED, """
                    {"event": "meeting.started", "event_ts": 1767225600000, "payload": {"account_id": "a", "object":
                      {"id": %s, "uuid": "u==", "start_time": "2026-01-01T00:00:00Z", "type": 2}}}
                    """.formatted(id));

            assertThat(payload.object().id()).isEqualTo("91234567890");
            assertThat(payload.object().startTime()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        }
    }

    @Test
    void theEnvelopeIsAtHand() {
        List<ZoomEvent> envelopes = new ArrayList<>();
        WebhookProvider provider = provider(Secrets.of("a secret of this test"));
        SignedRequest request =
                SignedRequest.of(provider).event("recording.completed").build();
        WebhookEndpoint.builder(provider)
                .on(ZoomEvents.RECORDING_COMPLETED, (recording, event) -> envelopes.add(event.payload(ZoomEvent.class)))
                .build()
                .handle(request.toRequest());

        assertThat(envelopes).hasSize(1);
        assertThat(envelopes.get(0).event()).isEqualTo("recording.completed");
        assertThat(envelopes.get(0).eventTs()).isEqualTo(Instant.parse("2025-12-31T23:59:50.123Z"));
        assertThat(envelopes.get(0).downloadToken()).isNotBlank();
        assertThat(envelopes.get(0).payload().path("account_id").asText()).isNotBlank();
    }
}
