package io.github.webhook4j.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Problem;
import io.github.webhook4j.SenderException.Reason;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why Zoom's API refuses, by the code in the body: its HTTP status is often another one than the reason. */
final class ZoomProblems {

    private static final int BAD_REQUEST = 400;
    private static final int RATE_LIMIT = 429;

    /** Zoom documents the limit, but neither a code nor a text for it: this is a guess. */
    private static final Pattern LIMIT = Pattern.compile(
            "(?i)(limit|maximum|exceed|more than).*subscription|subscription.*(limit|maximum|exceed|more than)");

    private static final Pattern NO_SUCH_EVENT = Pattern.compile("(?i)event not exist");

    private ZoomProblems() {}

    static @Nullable Problem of(SenderAnswer answer) {
        JsonNode body = answer.status() < BAD_REQUEST ? null : body(answer);
        if (body == null) {
            return null;
        }
        String said = said(body);
        // where tokens are handed out, no code but a word says what is wrong
        return body.path("error").asText("").equals("invalid_client")
                ? new Problem(Reason.UNAUTHORIZED, said)
                : new Problem(reason(body.path("code").asInt(), said, answer.status()), said);
    }

    /** Zoom's message, what it says of each field, and the code, by which its documentation can be searched. */
    private static String said(JsonNode body) {
        StringBuilder said = new StringBuilder();
        for (String text : List.of("message", "error", "reason")) {
            said.append(body.path(text).asText("")).append(' ');
        }
        for (JsonNode error : body.path("errors")) {
            said.append(error.path("field").asText(""))
                    .append(": ")
                    .append(error.path("message").asText(""))
                    .append(' ');
        }
        String code = body.path("code").asText("");
        return said.append(code.isEmpty() ? "" : "(code " + code + ")")
                .toString()
                .strip();
    }

    /** The object in the body, or {@code null} if something else has answered. */
    private static @Nullable JsonNode body(SenderAnswer answer) {
        try {
            JsonNode body = answer.json();
            return body.isObject() ? body : null;
        } catch (SenderException noJson) {
            return null;
        }
    }

    private static Reason reason(int code, String said, int status) {
        return switch (code) {
            case 124 -> Reason.UNAUTHORIZED;
            case 201, 4700, 4711, 1002, 1003, 1300, 1602 -> Reason.NOT_ALLOWED;
            case 1701, 1702, 1801 -> Reason.URL_NOT_ACCEPTED;
            case 1001, 1401 -> Reason.NOT_FOUND;
            case 1601 -> NO_SUCH_EVENT.matcher(said).find() ? Reason.REFUSED : Reason.NOT_FOUND;
            // times that Zoom's log does not go back to, which it answers with 404
            case 1501, 1502, 1503, 1504 -> Reason.REFUSED;
            case RATE_LIMIT -> Reason.RATE_LIMITED;
            default -> status != RATE_LIMIT && LIMIT.matcher(said).find() ? Reason.LIMIT_REACHED : Reason.of(status);
        };
    }
}
