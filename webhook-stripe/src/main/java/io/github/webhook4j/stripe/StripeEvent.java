package io.github.webhook4j.stripe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's Event object, the envelope of every snapshot event. Of a thin event, the fields that it shares.
 *
 * @param id the event's id, {@code evt_...}
 * @param object always {@code event}, or {@code v2.core.event} of a thin event
 * @param account the connected account the event is about; absent at endpoints of the own account
 * @param apiVersion the version that {@code data} is rendered in, such as {@code 2026-09-30.endive}
 * @param context the account or organization path that the event is about
 * @param created when the event was made
 * @param data what the event is about; absent in thin events
 * @param livemode false for events of test mode and sandboxes, which a live Connect endpoint gets as well
 * @param pendingWebhooks how many deliveries of this event are outstanding
 * @param request the API request that caused the event
 * @param type the type, such as {@code invoice.paid}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record StripeEvent(
        String id,
        String object,
        @Nullable String account,
        @Nullable String apiVersion,
        @Nullable String context,
        @Nullable Instant created,
        @Nullable Data data,
        @Nullable Boolean livemode,
        @Nullable Long pendingWebhooks,
        @Nullable Request request,
        String type) {

    /**
     * What an event is about.
     *
     * @param object the object as it was when the event was made
     * @param previousAttributes the former values of what changed; only of types such as {@code *.updated}
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Data(@Nullable JsonNode object, @Nullable PreviousAttributes previousAttributes) {}

    /**
     * The API request that caused an event.
     *
     * @param id the request's id; absent if Stripe itself caused the event
     * @param idempotencyKey the key the request was sent with
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Request(@Nullable String id, @Nullable String idempotencyKey) {

        /**
         * A request as API versions before 2017-05-25 write it.
         *
         * @param id the bare id
         * @return the request
         */
        @JsonCreator
        public static Request of(String id) {
            return new Request(id, null);
        }
    }
}
