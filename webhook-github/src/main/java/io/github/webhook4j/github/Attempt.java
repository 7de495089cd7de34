package io.github.webhook4j.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SenderAnswer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * One attempt to deliver an event, which GitHub calls a delivery.
 *
 * @param list the path of the list that it is in
 * @param id its own
 * @param guid the event's
 * @param at when it was made
 * @param outcome what is known of it
 */
record Attempt(String list, long id, String guid, Instant at, Outcome outcome) {

    /**
     * What is known of an attempt.
     *
     * @param arrived whether the endpoint has taken the event
     * @param again whether somebody has asked for it
     * @param ping whether it only tells that there is a hook
     */
    record Outcome(boolean arrived, boolean again, boolean ping) {}

    static Attempt of(String list, SenderAnswer page, JsonNode delivery) {
        JsonNode id = delivery.path("id");
        JsonNode guid = delivery.path("guid");
        if (!id.canConvertToLong() || !guid.isTextual()) {
            throw page.malformed("has a delivery without id or guid");
        }
        // the status is GitHub's own rule; its code may lack where there was no answer
        Outcome outcome = new Outcome(
                delivery.path("status").asText().equalsIgnoreCase("OK"),
                delivery.path("redelivery").asBoolean(),
                delivery.path("event").asText().equals("ping"));
        return new Attempt(list, id.longValue(), guid.asText(), time(page, delivery), outcome);
    }

    private static Instant time(SenderAnswer page, JsonNode delivery) {
        try {
            return OffsetDateTime.parse(delivery.path("delivered_at").asText()).toInstant();
        } catch (DateTimeParseException e) {
            throw page.malformed("has a delivery without a time");
        }
    }

    /** Where its request is shown. */
    String path() {
        return list + "/" + id;
    }
}
