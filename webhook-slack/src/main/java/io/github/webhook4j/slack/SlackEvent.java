package io.github.webhook4j.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Slack puts around an event of the Events API. Of any other delivery, the fields that it shares.
 *
 * @param type {@code event_callback}; another delivery's own type
 * @param token the app's old verification token; the signature replaces it, never trust it
 * @param teamId id of a workspace that has the event; {@code authorizations} says for which installation it is
 * @param enterpriseId id of the organization; absent without Enterprise Grid
 * @param contextTeamId id of the workspace through which the app sees the event
 * @param contextEnterpriseId id of the organization through which the app sees the event
 * @param apiAppId id of the app that this is sent to
 * @param event the event: what handlers get as typed payload
 * @param eventId id of the event, the same when Slack sends it again; absent on what is no event of the Events API
 * @param eventTime when the event was sent first
 * @param eventContext names the event to {@code apps.event.authorizations.list}, which has all installations
 * @param authorizations one of the installations that the event is for
 * @param authedUsers ids of users that it is for; replaced by {@code authorizations}
 * @param authedTeams ids of workspaces that it is for; replaced by {@code authorizations}
 * @param isExtSharedChannel whether the channel is shared with another organization
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SlackEvent(
        String type,
        @Nullable String token,
        @Nullable String teamId,
        @Nullable String enterpriseId,
        @Nullable String contextTeamId,
        @Nullable String contextEnterpriseId,
        @Nullable String apiAppId,
        @Nullable JsonNode event,
        @Nullable String eventId,
        @Nullable Instant eventTime,
        @Nullable String eventContext,
        @Nullable List<Authorization> authorizations,
        @Nullable List<String> authedUsers,
        @Nullable List<String> authedTeams,
        @Nullable Boolean isExtSharedChannel) {

    /**
     * An installation of the app.
     *
     * @param enterpriseId id of the organization; null without Enterprise Grid
     * @param teamId id of the workspace; null when the app is installed for the organization
     * @param userId id of the user who installed it, or of its bot
     * @param isBot whether {@code userId} is the bot
     * @param isEnterpriseInstall whether the app is installed for the whole organization
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Authorization(
            @Nullable String enterpriseId,
            @Nullable String teamId,
            @Nullable String userId,
            @Nullable Boolean isBot,
            @Nullable Boolean isEnterpriseInstall) {}
}
