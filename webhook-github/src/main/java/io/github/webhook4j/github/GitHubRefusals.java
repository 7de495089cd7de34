package io.github.webhook4j.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Problem;
import io.github.webhook4j.SenderException.Reason;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads why GitHub has refused. */
final class GitHubRefusals {

    private static final int BAD_REQUEST = 400;

    private static final Pattern TOO_MANY = Pattern.compile("cannot have more than \\d+ hooks");
    private static final Pattern UNREACHABLE =
            Pattern.compile("host \\S+ is not supported|url is not supported|isn't reachable");

    /** Of a secondary limit GitHub often says no time; its documentation does. */
    private static final Duration SECONDARY = Duration.ofSeconds(60);

    private final GitHubTarget target;

    GitHubRefusals(GitHubTarget target) {
        this.target = target;
    }

    /** Why, or {@code null} if GitHub has not refused. */
    @Nullable
    Problem of(SenderAnswer answer) {
        if (answer.status() < BAD_REQUEST) {
            return null;
        }
        JsonNode body = body(answer);
        String said = said(body);
        return switch (answer.status()) {
            case 403 -> isLimited(answer, said) ? limited(answer, said) : new Problem(Reason.NOT_ALLOWED, said);
            case 404, 410 -> new Problem(Reason.NOT_FOUND, said + (said.isEmpty() ? "" : ". ") + target.rights());
            case 422 -> new Problem(unprocessable(body, said), said);
            case 429 -> limited(answer, said);
            default -> new Problem(Reason.of(answer.status()), said);
        };
    }

    /** A proxy in front of a GitHub Enterprise Server answers with a page. */
    private static JsonNode body(SenderAnswer answer) {
        try {
            return answer.json();
        } catch (SenderException noJson) {
            return MissingNode.getInstance();
        }
    }

    private static String said(JsonNode body) {
        Set<String> said = new LinkedHashSet<>();
        said.add(body.path("message").asText(""));
        for (JsonNode error : body.path("errors")) {
            String field = error.path("field").asText("");
            String code = error.path("code").asText("");
            said.add(error.isTextual() ? error.asText() : error.path("message").asText((field + " " + code).strip()));
        }
        said.remove("");
        return String.join(": ", said);
    }

    private static Reason unprocessable(JsonNode body, String said) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains("already exists")) {
            return Reason.ALREADY_THERE;
        }
        if (TOO_MANY.matcher(text).find()) {
            return Reason.LIMIT_REACHED;
        }
        boolean ofUrl = body.path("errors").findValuesAsText("field").contains("url");
        return ofUrl || UNREACHABLE.matcher(text).find() ? Reason.URL_NOT_ACCEPTED : Reason.REFUSED;
    }

    /** GitHub's order: what is no limit is a right that lacks. */
    private static boolean isLimited(SenderAnswer answer, String said) {
        String text = said.toLowerCase(Locale.ROOT);
        return answer.header("Retry-After") != null
                || isUsedUp(answer)
                || text.contains("rate limit")
                || text.contains("abuse detection");
    }

    private static boolean isUsedUp(SenderAnswer answer) {
        return "0".equals(answer.header("X-RateLimit-Remaining"));
    }

    private static Problem limited(SenderAnswer answer, String said) {
        boolean told = answer.header("Retry-After") != null
                || (isUsedUp(answer) && answer.header("X-RateLimit-Reset") != null);
        return new Problem(Reason.RATE_LIMITED, said, told ? null : SECONDARY);
    }
}
