package io.github.webhook4j.stripe.model;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first page of a list inside a Stripe object.
 *
 * @param <T> the elements
 * @param object {@code list}; null in lists that predate it
 * @param data the elements of the page, never null
 * @param hasMore whether the rest must be fetched from {@code url}; null when not sent
 * @param totalCount the number of elements of all pages; absent in newer API versions
 * @param url the path of the whole list in Stripe's API; null when not sent
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record StripeList<T>(
        @Nullable String object,
        List<T> data,
        @Nullable Boolean hasMore,
        @Nullable Long totalCount,
        @Nullable String url) {

    /**
     * Takes a list without {@code data} as an empty one.
     *
     * @param object {@code list}
     * @param data the elements of the page
     * @param hasMore whether there are more pages
     * @param totalCount the number of elements of all pages
     * @param url the path of the whole list
     */
    public StripeList {
        data = data == null ? List.of() : data;
    }
}
