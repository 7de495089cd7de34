package io.github.webhook4j.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.EventType;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.SignedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SlackEventTest {

    @Test
    void theEnvelopeSaysForWhichInstallationAnEventIs() {
        SlackEvent envelope = envelope("message");

        assertThat(envelope.type()).isEqualTo("event_callback");
        assertThat(envelope.eventTime()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(envelope.authorizations())
                .containsExactly(new SlackEvent.Authorization(null, "T0SAMPLE1", "U0SAMPLE9", true, false));
        assertThat(envelope.isExtSharedChannel()).isFalse();
        assertThat(Objects.requireNonNull(envelope.event()).path("ts").asText()).isEqualTo("1767225600.000100");
    }

    @Test
    void whatIsNoEventOfTheEventsApiHasOnlyTheSharedFields() {
        SlackEvent envelope = envelope("block_actions");

        assertThat(envelope.type()).isEqualTo("block_actions");
        assertThat(envelope.apiAppId()).isEqualTo("A0SAMPLE1");
        assertThat(envelope.event()).isNull();
        assertThat(envelope.eventId()).isNull();
    }

    private static SlackEvent envelope(String type) {
        WebhookProvider provider = HeaderTyped.provider(Secrets.of("a secret of these tests"));
        List<SlackEvent> envelopes = new ArrayList<>();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(provider)
                .on(EventType.of("*", SlackEvent.class), (envelope, event) -> envelopes.add(envelope))
                .build();

        assertThat(endpoint.handle(
                                SignedRequest.of(provider).event(type).build().toRequest())
                        .status())
                .isEqualTo(200);
        return envelopes.get(0);
    }
}
