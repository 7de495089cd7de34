package io.github.webhook4j.stripe.model;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A thin event: what happened and to which object, without the object. Its data is fetched from
 * {@code /v2/core/events/{id}}, the object from {@link RelatedObject#url}.
 *
 * @param id the event's id, {@code evt_...}
 * @param object {@code v2.core.event}
 * @param type such as {@code v1.invoice.paid} or {@code v2.core.account[requirements].updated}
 * @param livemode false for events of a sandbox
 * @param created when it happened, to the millisecond
 * @param context the account, or the path {@code organization/account}, to name when fetching; null for the own account
 * @param relatedObject what it happened to; null for the few types without
 * @param reason what caused it; null when Stripe did
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ThinEvent(
        String id,
        String object,
        String type,
        @Nullable Boolean livemode,
        @Nullable Instant created,
        @Nullable String context,
        @Nullable RelatedObject relatedObject,
        @Nullable Reason reason) {

    /**
     * The object that the event is about.
     *
     * @param id its id; null for objects that exist once per account or customer
     * @param type its type, such as {@code invoice}
     * @param url its path in Stripe's API
     */
    public record RelatedObject(@Nullable String id, String type, String url) {}

    /**
     * The cause of the event.
     *
     * @param type {@code request}
     * @param request the API request that caused it; null for another type
     */
    public record Reason(String type, @Nullable Request request) {}

    /**
     * A request to Stripe's API.
     *
     * @param id the request's id, {@code req_...}
     * @param idempotencyKey the key its sender gave; null without
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Request(@Nullable String id, @Nullable String idempotencyKey) {}
}
