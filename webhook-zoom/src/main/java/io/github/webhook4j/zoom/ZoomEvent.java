package io.github.webhook4j.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of Zoom's events.
 *
 * @param event the type, such as {@code meeting.started}
 * @param eventTs when it happened; absent in {@code app_deauthorized}
 * @param payload what the event is about
 * @param downloadToken lets the files of a recording be downloaded for 24 hours, sent as a bearer token; only of events about
 *     recordings, and as secret as they are
 * @param responseUrl where a chat app posts its answer; only of {@code team_chat.link_shared}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ZoomEvent(
        String event,
        @Nullable Instant eventTs,
        @Nullable JsonNode payload,
        @Nullable String downloadToken,
        @Nullable String responseUrl) {}
