package io.github.webhook4j.secrecy;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What must not be printed, found by its form: a thousand tests make secrets, signatures and bodies, and none of them has to tell.
 * What has no form of its own, the secrets that tests make up, is in {@link TestSecrets}.
 */
public enum Leak {
    /**
     * HMAC-SHA256 or longer in hex, whatever stands before it. A commit's 40 digits are none, nor is an event's id: of senders that
     * send none, it is the SHA-256 of the body.
     */
    SIGNATURE_IN_HEX(
            "(?<![0-9A-Za-z])(?=[0-9A-Fa-f]{64})"
                    + "(?<!\\bid=[\\w.:]{0,80}|\\b(?:own|slack|zoom) [\\w.-]{1,80} [\\w.:]{0,80})[0-9A-Fa-f]{64,}(?![0-9A-Za-z])"),
    /** 20, 32 or 64 bytes in Base64, which never lack all digits, capitals or small letters. */
    SIGNATURE_IN_BASE64("(?<![\\w+/=-])(?=[^=]*[0-9])(?=[^=]*[A-Z])(?=[^=]*[a-z])"
            + "(?:[\\w+/-]{27}=|[\\w+/-]{43}=|[\\w+/-]{86}==)(?![\\w+/=-])"),
    /** The beginning of one, too, after what senders put before it. */
    SIGNATURE_BY_ITS_NAME("(?<![0-9A-Za-z])(?:v0=|v1=|v1,|v1a,|sha1=|sha256=)(?=[A-Za-z+/]*[0-9])[0-9A-Za-z+/]{16}"),
    /** Not {@code whsec_} alone, which advice may name. */
    SECRET_BY_ITS_PREFIX("whs(?:ec|k)_[0-9A-Za-z+/_]{3}"),
    /** Any JSON object, escaped or not: no line of a log of ours has one. */
    BODY_OF_JSON("\\{\\s*\\\\?\"[^\"{}\\\\]{1,80}\\\\?\"\\s*:"),
    /** A line of an indented one. */
    BODY_OF_JSON_LINES("^\\s*\"[^\"]{1,80}\"\\s*:\\s*(?:[\"\\[{0-9-]|true|false|null)"),
    /** The beginning of a JSON object in a form, in hex as databases show bytes, or in Base64. */
    BODY_ENCODED("=%7B%22|(?:\\\\x|X')7[Bb]22|(?<![\\w+/-])eyJ[\\w+/-]{13}"),
    /** The fields that forms of Slack and Twilio begin with. */
    BODY_OF_A_FORM("(?<![0-9A-Za-z])(?:token|team_id|AccountSid|CallSid)=[^&\\s]+&"),
    /** A record that was bound from a body: those of the models begin with one of these. */
    PAYLOAD("(?<![0-9A-Za-z])[A-Z]\\w+\\[(?:id|action|object|ref|total|event)=(?!null)"),
    /** Jackson's words for a value that it could not read. */
    VALUE_QUOTED_BY_JACKSON("Unrecognized token '|from (?:String|Number|Integer|Float|Boolean) value \\(|from String \""
            + "|Numeric value \\([^)]{12}");

    /** What the Spring example prints for a start without any secret: how to send a delivery by hand, with a body made for it. */
    private static final Pattern INVITATION =
            Pattern.compile("^(?:body='\\{\"id\":\"evt_2\"|curl -i http://localhost:).*"
                    + "(?:\"object\":\"customer\"}}}'; t=|openssl dgst -sha256 -hmac)");

    private final Pattern form;

    Leak(String form) {
        this.form = Pattern.compile(form);
    }

    /**
     * The first leak in a line, by its name.
     *
     * @param line without its end
     */
    public static Optional<String> in(String line) {
        if (INVITATION.matcher(line).find()) {
            return Optional.empty();
        }
        if (TestSecrets.in(line)) {
            return Optional.of("SECRET_OF_A_TEST");
        }
        return Arrays.stream(values())
                .filter(leak -> leak.form.matcher(line).find())
                .map(Leak::name)
                .findFirst();
    }
}
