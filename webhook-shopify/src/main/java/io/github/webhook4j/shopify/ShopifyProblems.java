package io.github.webhook4j.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderException.Problem;
import io.github.webhook4j.SenderException.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How Shopify refuses: by a status, by {@code errors} of the whole query, or by {@code userErrors} of a mutation, both with status 200. */
final class ShopifyProblems {

    private static final int BAD_REQUEST = 400;
    private static final int FAILED = 500;

    private ShopifyProblems() {}

    static @Nullable Problem of(SenderAnswer answer) {
        if (answer.status() >= FAILED) {
            return null;
        }
        if (answer.status() >= BAD_REQUEST) {
            return ofStatus(answer);
        }
        JsonNode tree = answer.json();
        JsonNode errors = tree.path("errors");
        if (errors.isTextual() || !errors.isEmpty()) {
            return ofErrors(errors, tree.at("/extensions/cost"));
        }
        for (Map.Entry<String, JsonNode> done : tree.path("data").properties()) {
            JsonNode userErrors = done.getValue().path("userErrors");
            if (!userErrors.isEmpty()) {
                return ofUserErrors(done.getKey(), userErrors);
            }
        }
        return null;
    }

    private static @Nullable Problem ofStatus(SenderAnswer answer) {
        String type = answer.header("Content-Type");
        String words =
                type != null && type.contains("json") ? said(answer.json().path("errors")) : "";
        return switch (answer.status()) {
            case 401 -> new Problem(Reason.UNAUTHORIZED, words);
            case 402 -> new Problem(Reason.REFUSED, "the shop is frozen until its owner pays. " + words);
            case 403 -> new Problem(Reason.NOT_ALLOWED, words);
            case 404 -> new Problem(Reason.NOT_FOUND, "there is no such shop, or no such version of the API. " + words);
            case 423 -> new Problem(Reason.REFUSED, "the shop is locked. " + words);
            case 430 -> new Problem(Reason.REFUSED, "the call is taken for an attack. " + words);
            case 429 -> null;
            default -> new Problem(Reason.REFUSED, words);
        };
    }

    private static Problem ofErrors(JsonNode errors, JsonNode cost) {
        String words = said(errors);
        return switch (errors.path(0).at("/extensions/code").asText()) {
            case "THROTTLED" -> new Problem(Reason.RATE_LIMITED, words, untilAffordable(cost));
            case "ACCESS_DENIED" -> new Problem(Reason.NOT_ALLOWED, words);
            case "INTERNAL_SERVER_ERROR" -> new Problem(Reason.UNAVAILABLE, words);
            default -> new Problem(Reason.REFUSED, words);
        };
    }

    /** The budget fills with time. */
    private static @Nullable Duration untilAffordable(JsonNode cost) {
        JsonNode status = cost.path("throttleStatus");
        double rate = status.path("restoreRate").asDouble();
        if (rate <= 0 || !cost.path("requestedQueryCost").isNumber()) {
            return null;
        }
        double missing = cost.path("requestedQueryCost").asDouble()
                - status.path("currentlyAvailable").asDouble();
        return Duration.ofSeconds(Math.max(1, (long) Math.ceil(missing / rate)));
    }

    private static @Nullable Problem ofUserErrors(String mutation, JsonNode errors) {
        String words = mutation + ": " + said(errors);
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("does not exist")) {
            return mutation.equals(ShopifyApi.DELETE) ? null : new Problem(Reason.NOT_FOUND, words);
        }
        if (lower.contains("already been taken")) {
            return new Problem(Reason.ALREADY_THERE, words);
        }
        if (lower.contains("with the specified topic") || lower.contains("not approved to subscribe")) {
            return new Problem(Reason.NOT_ALLOWED, words);
        }
        String field = errors.path(0).path("field").path(1).asText();
        boolean url = field.equals("callbackUrl") || field.equals("uri") || lower.contains(": address ");
        return new Problem(url ? Reason.URL_NOT_ACCEPTED : Reason.REFUSED, words);
    }

    /** A text, or a list of objects, or, with some statuses, something else. */
    private static String said(JsonNode errors) {
        if (!errors.isArray()) {
            return errors.isTextual() || errors.isMissingNode() ? errors.asText() : errors.toString();
        }
        return StreamSupport.stream(errors.spliterator(), false)
                .map(error -> error.isTextual()
                        ? error.asText()
                        : said(error.path("path").path(0), error))
                .collect(Collectors.joining("; "));
    }

    private static String said(JsonNode of, JsonNode error) {
        String access = error.at("/extensions/requiredAccess").asText();
        String words = error.path("message").asText();
        return (of.isTextual() ? of.asText() + ": " : "")
                + words
                + (access.isEmpty() || words.contains(access) ? "" : " Required access: " + access);
    }
}
