package io.github.webhook4j.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object in an answer of Stripe's API. What it lacks of what Stripe documents is a {@link SenderException} {@code MALFORMED}.
 *
 * @param answer the answer
 * @param json the object in it
 */
record StripeObject(SenderAnswer answer, JsonNode json) {

    /** By {@code created}: seconds in v1, RFC 3339 in v2, which both sort as text. */
    static final Comparator<StripeObject> OLDEST_FIRST =
            Comparator.comparing(object -> object.json.path("created").asText());

    static StripeObject of(SenderAnswer answer) {
        return new StripeObject(answer, answer.json());
    }

    String id() {
        return text("id");
    }

    String text(String name) {
        String text = optional(name);
        if (text == null) {
            throw answer.malformed("has no " + name);
        }
        return text;
    }

    @Nullable
    String optional(String name) {
        return json.path(name).textValue();
    }

    boolean flag(String name) {
        if (!json.path(name).isBoolean()) {
            throw answer.malformed("has no " + name);
        }
        return json.path(name).booleanValue();
    }

    long seconds(String name) {
        if (!json.path(name).canConvertToLong() || !json.path(name).isIntegralNumber()) {
            throw answer.malformed("has no " + name);
        }
        return json.path(name).longValue();
    }

    StripeObject object(String name) {
        return new StripeObject(answer, json.path(name));
    }

    List<StripeObject> list(String name) {
        if (!json.path(name).isArray()) {
            throw answer.malformed("has no list of " + name);
        }
        List<StripeObject> list = new ArrayList<>();
        json.path(name).forEach(one -> list.add(new StripeObject(answer, one)));
        return list;
    }

    List<String> texts(String name) {
        return list(name).stream().map(one -> one.json.asText()).toList();
    }

    @Override
    public String toString() {
        return "StripeObject[" + answer + "]";
    }
}
