package io.github.webhook4j;

import static io.github.webhook4j.Damage.JSON;
import static io.github.webhook4j.Damage.SIGNATURE;
import static io.github.webhook4j.Damage.guess;
import static io.github.webhook4j.Damage.proven;

import io.github.webhook4j.Damage.Delivery;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What proxies do to the headers of a signature. */
final class HeaderDamages {

    private HeaderDamages() {}

    /** All of them. */
    static Stream<Damage> all() {
        return Stream.of(names(), values(), signatures()).flatMap(cases -> cases);
    }

    private static Damage renamed(String name, UnaryOperator<String> change) {
        return proven(
                name,
                JSON,
                delivery -> delivery.renamed(change),
                Mistake.HEADER_RENAMED,
                "came as " + change.apply(SIGNATURE).replaceAll("[^A-Za-z0-9_.-]", "?"));
    }

    private static Stream<Damage> names() {
        return Stream.of(
                renamed("underscores for hyphens", name -> name.replace('-', '_')),
                renamed("no hyphens", name -> name.replace("-", "")),
                renamed("behind X-Forwarded", name -> "X-Forwarded-" + name),
                renamed("behind x-amzn-remapped", name -> "x-amzn-remapped-" + name.toLowerCase(Locale.ROOT)),
                renamed(
                        "as CGI has them",
                        name -> "HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_')),
                renamed("with other characters", name -> "x:" + name));
    }

    private static Stream<Damage> values() {
        return Stream.of(
                proven(
                        "the signature came twice",
                        JSON,
                        d -> d.with(SIGNATURE, d.headers().get(d.headers().indexOf(SIGNATURE) + 1)),
                        Mistake.HEADER_REPEATED,
                        "Let it pass"),
                proven(
                        "a wrong signature came first",
                        JSON,
                        d -> first(d, "sha256=" + "0".repeat(64)),
                        Mistake.HEADER_REPEATED,
                        "Let it pass"),
                proven(
                        "all values were doubled",
                        JSON,
                        d -> d.valued(value -> value + ", " + value),
                        Mistake.HEADER_REPEATED,
                        "Let it pass"),
                guess(
                        "the signature was emptied",
                        JSON,
                        d -> d.signature(value -> ""),
                        Mistake.HEADER_EMPTIED,
                        "Let it pass"),
                guess(
                        "signed with SHA-1",
                        JSON,
                        d -> d.without(SIGNATURE).with("X-Shop-Signature", "sha1=" + "0".repeat(40)),
                        Mistake.SIGNED_OTHERWISE,
                        "update the shop"));
    }

    private static Delivery first(Delivery delivery, String signature) {
        List<String> headers = new ArrayList<>(List.of(SIGNATURE, signature));
        headers.addAll(delivery.headers());
        return new Delivery(headers, delivery.body(), delivery.secret());
    }

    private static Damage signature(String name, UnaryOperator<String> change) {
        return proven(
                name,
                JSON,
                delivery -> delivery.signature(change),
                Mistake.SIGNATURE_ALTERED,
                "sha256=<lower-case hex>");
    }

    private static String recoded(String signature, Base64.Encoder encoder) {
        return encoder.encodeToString(HexFormat.of().parseHex(signature.substring(7)));
    }

    private static Stream<Damage> signatures() {
        return Stream.of(
                signature("the prefix was lost", value -> value.substring(7)),
                signature("another prefix", value -> "v1=" + value.substring(7)),
                signature("quotes", value -> "\"" + value + "\""),
                signature("blanks", value -> "sha256= " + value.substring(7) + " "),
                signature("upper case", value -> value.toUpperCase(Locale.ROOT)),
                signature("Base64 for hex", value -> "sha256=" + recoded(value, Base64.getEncoder())),
                signature(
                        "URL-safe Base64 for hex",
                        value -> recoded(value, Base64.getUrlEncoder().withoutPadding())),
                proven(
                        "quotes around the time",
                        JSON,
                        d -> d.signed(value -> value, time -> "\"" + time + "\""),
                        Mistake.SIGNATURE_ALTERED,
                        "beside it"),
                signature("%-escapes", value -> value.replace("=", "%3D")),
                proven(
                        "quotes around each value",
                        JSON,
                        d -> d.valued(value -> "\"" + value + "\""),
                        Mistake.SIGNATURE_ALTERED,
                        "quotes"));
    }
}
