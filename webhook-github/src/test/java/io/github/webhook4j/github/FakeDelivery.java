package io.github.webhook4j.github;

import org.jspecify.annotations.Nullable;

/**
 * What GitHub remembers of an attempt.
 *
 * @param guid the event's
 * @param at when it was made
 * @param status GitHub's text, such as {@code OK}
 * @param event the event's name
 * @param payload JSON; {@code null} if GitHub shows neither it nor headers
 * @param again whether it is a redelivery
 */
record FakeDelivery(
        String guid,
        String at,
        String status,
        String event,
        @Nullable String payload,
        boolean again) {

    static FakeDelivery failed(String guid, String at) {
        return new FakeDelivery(guid, at, "timed out", "push", "{\"ref\": \"" + guid + "\"}", false);
    }

    FakeDelivery status(String other) {
        return new FakeDelivery(guid, at, other, event, payload, again);
    }

    FakeDelivery event(String other) {
        return new FakeDelivery(guid, at, status, other, payload, again);
    }

    FakeDelivery payload(@Nullable String other) {
        return new FakeDelivery(guid, at, status, event, other, again);
    }

    FakeDelivery again(String later) {
        return new FakeDelivery(guid, later, status, event, payload, true);
    }
}
