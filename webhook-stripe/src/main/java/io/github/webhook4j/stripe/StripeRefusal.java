package io.github.webhook4j.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Problem;
import io.github.webhook4j.SenderException.Reason;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why Stripe has refused. Of its errors only the status is certain; v1 and v2 name the rest alike. */
final class StripeRefusal {

    private static final int REFUSED = 400;
    private static final int CONFLICT = 409;

    /** It has no code of its own. */
    private static final Pattern LIMIT =
            Pattern.compile("maximum of \\d+ .*(webhook endpoint|event destination)", Pattern.CASE_INSENSITIVE);

    private static final Pattern URL = Pattern.compile("invalid url|publicly accessible", Pattern.CASE_INSENSITIVE);

    private static final Set<String> URL_PARAMETERS = Set.of("url", "webhook_endpoint.url", "webhook_endpoint[url]");

    private final SenderAnswer answer;
    private final JsonNode error;

    private StripeRefusal(SenderAnswer answer) {
        this.answer = answer;
        this.error = error(answer);
    }

    static @Nullable Problem of(SenderAnswer answer) {
        if (answer.status() < REFUSED) {
            return null;
        }
        StripeRefusal refusal = new StripeRefusal(answer);
        return new Problem(refusal.repeatedIfStripeSays(refusal.reason()), refusal.said());
    }

    private static JsonNode error(SenderAnswer answer) {
        try {
            return answer.json().path("error");
        } catch (SenderException ofAProxyPerhaps) {
            return MissingNode.getInstance();
        }
    }

    private Reason reason() {
        if (error("code").equals("lock_timeout")) {
            return Reason.RATE_LIMITED;
        }
        Reason reason = Reason.of(answer.status());
        if (answer.status() == CONFLICT) {
            // Stripe takes as many of the same as one likes: somebody else is at it, or the first attempt still is
            boolean forGood =
                    error("type").equals("idempotency_error") || error("code").equals("idempotency_error");
            return forGood ? Reason.REFUSED : Reason.UNAVAILABLE;
        }
        return reason == Reason.REFUSED ? ofTheRequest() : reason;
    }

    private Reason ofTheRequest() {
        if (LIMIT.matcher(message()).find()) {
            return Reason.LIMIT_REACHED;
        }
        boolean url = error("code").equals("url_invalid")
                || URL_PARAMETERS.contains(error("param"))
                || URL.matcher(message()).find();
        return url ? Reason.URL_NOT_ACCEPTED : Reason.REFUSED;
    }

    private Reason repeatedIfStripeSays(Reason reason) {
        String again = answer.header("Stripe-Should-Retry");
        if ("false".equals(again) && reason == Reason.UNAVAILABLE) {
            return Reason.REFUSED;
        }
        return "true".equals(again) && reason == Reason.REFUSED ? Reason.UNAVAILABLE : reason;
    }

    /** The request's id first: long messages are cut. */
    private String said() {
        StringJoiner said = new StringJoiner(", ");
        String request = answer.header("Request-Id");
        if (request != null) {
            said.add("Request-Id " + request);
        }
        if (!error("code").isEmpty()) {
            said.add(error("code"));
        }
        return said + (message().isEmpty() || said.length() == 0 ? "" : ": ") + message();
    }

    private String message() {
        return error.isTextual() ? error.textValue() : error("message");
    }

    private String error(String name) {
        return error.path(name).asText("");
    }
}
