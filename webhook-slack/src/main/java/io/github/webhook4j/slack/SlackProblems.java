package io.github.webhook4j.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderException.Problem;
import io.github.webhook4j.SenderException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How Slack refuses: with status 200 and a code, except that of too many calls is 429. */
final class SlackProblems {

    private static final int BAD_REQUEST = 400;

    private SlackProblems() {}

    static @Nullable Problem of(SenderAnswer answer) {
        if (answer.status() >= BAD_REQUEST) {
            return null;
        }
        JsonNode tree = answer.json();
        if (!tree.path("ok").isBoolean()) {
            throw answer.malformed("has no ok");
        }
        return tree.path("ok").asBoolean() ? null : problem(tree);
    }

    private static Problem problem(JsonNode tree) {
        String code = tree.path("error").asText();
        return switch (code) {
            case "invalid_auth", "not_authed", "token_expired", "token_revoked", "account_inactive" ->
                new Problem(
                        Reason.UNAUTHORIZED,
                        code
                                + ". An app configuration token is needed; it lives 12 hours, and tooling.tokens.rotate makes a new one.");
            case "not_allowed_token_type" ->
                new Problem(
                        Reason.NOT_ALLOWED,
                        code + ". An app configuration token is needed, not one of a bot, a user or an app.");
            case "no_permission", "missing_scope", "access_denied", "app_not_owned_by_manager_app" ->
                new Problem(Reason.NOT_ALLOWED, with(code, tree.path("needed").asText()));
            case "app_not_found", "invalid_app_id", "invalid_app" -> new Problem(Reason.NOT_FOUND, code);
            case "ratelimited" -> new Problem(Reason.RATE_LIMITED, code);
            case "service_unavailable", "internal_error", "fatal_error", "request_timeout" ->
                new Problem(Reason.UNAVAILABLE, code);
            default -> ofManifest(code, tree.path("errors"));
        };
    }

    private static String with(String code, String detail) {
        return detail.isEmpty() ? code : code + ", needed: " + detail;
    }

    private static Problem ofManifest(String code, JsonNode errors) {
        List<String> said = new ArrayList<>(List.of(code));
        boolean url = false;
        for (JsonNode error : errors) {
            String pointer = error.path("pointer").asText();
            url |= pointer.matches(".*[/.](request_url|url|message_menu_options_url)");
            said.add((error.path("message").asText() + " " + pointer).strip());
        }
        return new Problem(url ? Reason.URL_NOT_ACCEPTED : Reason.REFUSED, String.join("; ", said));
    }
}
