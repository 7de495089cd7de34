package io.github.webhook4j.stripe;

import io.github.webhook4j.SenderCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads Stripe's lists to their end, as long as that is in sight.
 *
 * @param client calls Stripe
 * @param most how many pages are read at most
 */
record StripePages(StripeClient client, int most) {

    private static final String PER_PAGE = "100";

    /** A list of v1, where a page is asked for by what the one before ends with. */
    <T> List<T> v1(SenderCall call, Function<StripeObject, T> reading) {
        SenderCall list = call.query("limit", PER_PAGE);
        return read(
                list,
                reading,
                (page, objects) -> page.flag("has_more") ? list.query("starting_after", lastOf(page, objects)) : null);
    }

    private static String lastOf(StripeObject page, List<StripeObject> objects) {
        if (objects.isEmpty()) {
            throw page.answer().malformed("is empty, but is to go on");
        }
        return objects.get(objects.size() - 1).id();
    }

    /** A list of v2, where a page names the next one. */
    <T> List<T> v2(SenderCall call, Function<StripeObject, T> reading) {
        return read(call.query("limit", PER_PAGE), reading, (page, objects) -> {
            String next = page.optional("next_page_url");
            return next == null ? null : client.v2("GET", next);
        });
    }

    private <T> List<T> read(
            SenderCall first,
            Function<StripeObject, T> reading,
            BiFunction<StripeObject, List<StripeObject>, @Nullable SenderCall> following) {
        List<T> all = new ArrayList<>();
        SenderCall next = first;
        for (int pages = 1; ; pages++) {
            StripeObject page = client.send(next);
            List<StripeObject> objects = page.list("data");
            objects.forEach(object -> all.add(reading.apply(object)));
            next = following.apply(page, objects);
            if (next == null) {
                return all;
            }
            if (pages == most) {
                throw page.answer().malformed("is page " + most + ", and names yet another");
            }
        }
    }
}
