package io.github.webhook4j;

import static io.github.webhook4j.Damage.JSON;
import static io.github.webhook4j.Damage.OTHER_SECRET;
import static io.github.webhook4j.Damage.SECRET;
import static io.github.webhook4j.Damage.base64;
import static io.github.webhook4j.Damage.guess;
import static io.github.webhook4j.Damage.proven;

import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Secrets that are not configured as the sender shows them. */
final class SecretDamages {

    private SecretDamages() {}

    private static Damage secret(String name, String configured, Mistake mistake, String remedy) {
        return proven(name, JSON, delivery -> delivery.secret(configured), mistake, remedy);
    }

    /** All of them. */
    static Stream<Damage> all() {
        return Stream.of(altered(), written(), others()).flatMap(cases -> cases);
    }

    private static Stream<Damage> altered() {
        return Stream.of(
                secret(
                        "blanks around the secret",
                        " " + SECRET + "\t",
                        Mistake.SECRET_ALTERED,
                        "blanks or a line break"),
                secret("a line break at the secret's end", SECRET + "\r\n", Mistake.SECRET_ALTERED, "line break"),
                secret("an invisible character before the secret", "\uFEFF" + SECRET, Mistake.SECRET_ALTERED, "blanks"),
                secret("quotes around the secret", "\"" + SECRET + "\"", Mistake.SECRET_ALTERED, "quotes"),
                secret("an escaped line break", SECRET + "\\n", Mistake.SECRET_ALTERED, "\\n at its end"),
                secret("quotes and an escaped line break", "'" + SECRET + "\\n'", Mistake.SECRET_ALTERED, "quotes and"),
                secret("two secrets in one", OTHER_SECRET + "," + SECRET, Mistake.SECRET_ALTERED, "have to be a list"),
                secret(
                        "a secret with %-escapes",
                        SECRET.replace("/", "%2F").replace("+", "%2B"), Mistake.SECRET_ALTERED, "%-escapes"));
    }

    private static Stream<Damage> written() {
        return Stream.of(
                secret("a line of a file", "SHOP_SECRET=\"" + SECRET + "\"", Mistake.SECRET_ALTERED, "a name and ="),
                secret("no prefix", SECRET.substring(6), Mistake.SECRET_PREFIX, "with the prefix whsec_"),
                secret("the secret in Base64", base64(SECRET), Mistake.SECRET_ENCODING, "as the sender shows it"),
                secret(
                        "the secret in Base64 with a line break",
                        base64(SECRET + "\n"),
                        Mistake.SECRET_ENCODING,
                        "configure the secret itself"),
                secret(
                        "the secret in hex",
                        HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8)),
                        Mistake.SECRET_ENCODING,
                        "HEX"));
    }

    private static Stream<Damage> others() {
        return Stream.of(
                guess(
                        "a placeholder",
                        JSON,
                        d -> d.secret("${SHOP_WEBHOOK_SECRET}"),
                        Mistake.SECRET_ALTERED,
                        "environment variable"),
                guess(
                        "an API key",
                        JSON,
                        d -> d.secret("api_0123456789abcdef"),
                        Mistake.SECRET_OF_OTHER_KIND,
                        "copy the signing secret"),
                guess(
                        "a secret of another form",
                        JSON,
                        d -> d.secret("0123456789abcdef"),
                        Mistake.SECRET_OF_OTHER_KIND,
                        "begin with whsec_"));
    }
}
