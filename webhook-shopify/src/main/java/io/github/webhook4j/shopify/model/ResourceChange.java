package io.github.webhook4j.shopify.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Shopify's events carry, the newer deliveries that name a resource and an action instead of a topic.
 *
 * @param topic the resource, such as {@code Product}
 * @param action {@code create}, {@code update} or {@code delete}
 * @param handle the name that the app's configuration gives the subscription
 * @param fieldsChanged which fields changed, by their paths; null where the action is not about fields
 * @param data the answer to the subscription's own query; its shape is the query's; absent without one
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ResourceChange(
        @Nullable String topic,
        @Nullable String action,
        @Nullable String handle,
        @Nullable FieldsChanged fieldsChanged,
        @Nullable JsonNode data) {

    /**
     * Which fields changed.
     *
     * @param added fields that have a value now and had none
     * @param updated fields with another value, and all fields of the form that Shopify sent before September 2026
     * @param removed fields that had a value and have none now
     */
    public record FieldsChanged(
            @Nullable List<String> added,
            @Nullable List<String> updated,
            @Nullable List<String> removed) {

        /**
         * The fields as Shopify sent them before September 2026, a plain list.
         *
         * @param fields the fields
         * @return the same, as updated ones
         */
        @JsonCreator
        public static FieldsChanged of(List<String> fields) {
            return new FieldsChanged(null, fields, null);
        }
    }
}
