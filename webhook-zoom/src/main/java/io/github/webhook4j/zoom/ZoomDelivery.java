package io.github.webhook4j.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One attempt to deliver an event, from Zoom's log; shows nothing of the event.
 *
 * @param request the same for all attempts of an event
 * @param at when it was made
 * @param body the event, which the log has as text; empty if it has none
 */
record ZoomDelivery(String request, Instant at, String body) {

    static final String REQUEST = "request_id";

    /** Zoom's own example is {@code 2022-09-09T08:11:387Z}: what follows the seconds is not looked at. */
    private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d)(:[0-5]\\d)?.*");

    static ZoomDelivery of(ZoomEntry entry) {
        return new ZoomDelivery(entry.required(REQUEST), at(entry), body(entry));
    }

    private static Instant at(ZoomEntry entry) {
        Matcher time = TIME.matcher(entry.required("date_time"));
        if (!time.matches()) {
            throw entry.answer().malformed("has an entry whose date_time is no time");
        }
        try {
            String seconds = time.group(3) == null ? ":00" : time.group(3);
            return LocalDateTime.parse(time.group(1) + "T" + time.group(2) + seconds)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw entry.answer().malformed("has an entry whose date_time is no time");
        }
    }

    private static String body(ZoomEntry entry) {
        JsonNode body = entry.json().path("request_body");
        String text = body.isContainerNode() ? body.toString() : body.asText("");
        return text.equals("N/A") ? "" : text;
    }

    @Override
    public String toString() {
        return "ZoomDelivery[" + request + ", " + at + "]";
    }
}
