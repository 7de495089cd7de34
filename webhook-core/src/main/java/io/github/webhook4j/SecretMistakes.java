package io.github.webhook4j;

import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What happens to secrets between the sender's page and the configuration. */
final class SecretMistakes {

    private static final int MOST_SECRETS = 10;

    /** A secret that is still the name of one. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "[$%#@]?\\{.*}|\\$[A-Za-z_]\\w*|%\\w+%|<[^<>]*>|(?i)(change-?_?me|todo|xxx+|your[-_ ].*secret.*)",
            Pattern.DOTALL);

    private static final Pattern LABEL = Pattern.compile("^[a-z]{2,8}_");
    private static final Pattern BETWEEN_SECRETS = Pattern.compile("[,;\\s]+");

    private SecretMistakes() {}

    /** Characters that do not belong to the secret. */
    static @Nullable SignatureDiagnosis altered(Refusal refusal, Trial trial) {
        return each(trial, (secret, place) -> {
            for (Map.Entry<String, String> repaired : repaired(secret).entrySet()) {
                if (trial.secret(repaired.getKey())) {
                    return SignatureDiagnosis.proven(
                            Mistake.SECRET_ALTERED,
                            place + " is right but for " + repaired.getValue()
                                    + ". Take that out of the configuration, environment variable or mounted file.");
                }
            }
            return null;
        });
    }

    /** The secret without what does not belong to it, and what that is. */
    private static Map<String, String> repaired(String secret) {
        Map<String, String> repaired = new LinkedHashMap<>();
        String trimmed = Texts.trimmed(secret);
        repaired.put(trimmed, "blanks or a line break around it");
        String unescaped = Texts.trimmed(trimmed.replaceAll("(?:\\\\r|\\\\n)+$", ""));
        repaired.putIfAbsent(unescaped, "the characters \\n at its end, an escaped line break");
        repaired.putIfAbsent(Texts.unquoted(unescaped), "quotes around it");
        repaired.putIfAbsent(
                Texts.unquoted(Texts.unquoted(unescaped).replaceAll("(?:\\\\r|\\\\n)+$", "")),
                "quotes and an escaped line break around it");
        repaired.putIfAbsent(trimmed.replace("\\r", "").replace("\\n", "\n"), "\\n where it has line breaks");
        repaired.putIfAbsent(Texts.percentDecoded(trimmed), "%-escapes in it");
        repaired.putIfAbsent(Texts.unquoted(trimmed.substring(trimmed.indexOf('=') + 1)), "a name and = before it");
        BETWEEN_SECRETS
                .splitAsStream(trimmed)
                .limit(MOST_SECRETS)
                .forEach(part -> repaired.putIfAbsent(
                        Texts.unquoted(part), "other text beside it; several secrets have to be a list"));
        repaired.remove(secret);
        return repaired;
    }

    /** A prefix that is missing, or too much. */
    static @Nullable SignatureDiagnosis prefix(Refusal refusal, Trial trial) {
        Set<String> prefixes = prefixes(refusal);
        return each(trial, (secret, place) -> {
            for (String prefix : prefixes) {
                boolean has = secret.startsWith(prefix);
                String changed = has ? secret.substring(prefix.length()) : prefix + secret;
                if (trial.secret(changed)) {
                    return SignatureDiagnosis.proven(
                            Mistake.SECRET_PREFIX,
                            place
                                    + (has
                                            ? " is right without the prefix " + prefix
                                                    + ", which the sender does not sign with: leave it out."
                                            : " is right with the prefix " + prefix
                                                    + ", which belongs to it: configure it as the sender shows it."));
                }
            }
            return null;
        });
    }

    private static Set<String> prefixes(Refusal refusal) {
        Set<String> prefixes = new LinkedHashSet<>();
        Signing signing = refusal.provider().signing();
        signing.hints(Hint.SecretsBegin.class).forEach(hint -> prefixes.add(hint.prefix()));
        signing.scheme().rules().forEach(rule -> prefixes.addAll(rule.prefixes()));
        prefixes.remove("");
        return prefixes;
    }

    /** A secret that has to be decoded, or must not be. */
    static @Nullable SignatureDiagnosis encoding(Refusal refusal, Trial trial) {
        Set<String> prefixes = prefixes(refusal);
        return each(trial, (secret, place) -> {
            for (String text : withAndWithout(prefixes, secret)) {
                SignatureDiagnosis found = encoding(text, place, trial::secret);
                if (found != null) {
                    return found;
                }
            }
            return null;
        });
    }

    private static @Nullable SignatureDiagnosis encoding(String text, String place, Predicate<byte[]> fits) {
        for (Encoding encoding : Encoding.values()) {
            byte[] bytes = encoding.decode(text);
            if (bytes == null) {
                continue;
            }
            boolean isText = encoding == Encoding.TEXT;
            if (fits.test(bytes)) {
                return SignatureDiagnosis.proven(
                        Mistake.SECRET_ENCODING,
                        place + " is right, but the sender signs with "
                                + (isText ? "its text as it is" : "the bytes that it is the " + encoding + " of")
                                + ": say so in the scheme's secrets(Encoding." + encoding
                                + ") or in the provider's options, or configure the secret as the sender shows it.");
            }
            String inner = Texts.trimmed(new String(bytes, StandardCharsets.UTF_8));
            if (!isText && fitsInside(inner, fits)) {
                return SignatureDiagnosis.proven(
                        Mistake.SECRET_ENCODING,
                        place + " is the " + encoding
                                + " of the secret: configure the secret itself, as the sender shows it.");
            }
        }
        return null;
    }

    /** What a configuration has encoded once more, such as a mounted secret that was written with its line break. */
    private static boolean fitsInside(String inner, Predicate<byte[]> fits) {
        byte[] decoded = Encoding.BASE64.decode(inner);
        return fits.test(inner.getBytes(StandardCharsets.UTF_8)) || (decoded != null && fits.test(decoded));
    }

    private static Set<String> withAndWithout(Set<String> prefixes, String secret) {
        Set<String> texts = new LinkedHashSet<>(List.of(secret));
        prefixes.stream().filter(secret::startsWith).forEach(prefix -> texts.add(secret.substring(prefix.length())));
        // a scheme that uses secrets as they are does not know what they begin with
        texts.add(LABEL.matcher(secret).replaceFirst(""));
        return texts;
    }

    /** A secret that is no secret, by its looks. */
    static @Nullable SignatureDiagnosis otherKind(Refusal refusal, Trial trial) {
        Signing signing = refusal.provider().signing();
        List<Hint.SecretsBegin> begins = signing.hints(Hint.SecretsBegin.class);
        return each(trial, (secret, place) -> {
            String text = Texts.unquoted(secret);
            if (PLACEHOLDER.matcher(text).matches()) {
                return SignatureDiagnosis.guess(
                        Mistake.SECRET_ALTERED,
                        place
                                + " is a placeholder that nothing has replaced: is the environment variable or property set?");
            }
            for (Hint.Secret hint : signing.hints(Hint.Secret.class)) {
                if (hint.form().matcher(text).matches()) {
                    return SignatureDiagnosis.guess(Mistake.SECRET_OF_OTHER_KIND, place + ": " + hint.advice());
                }
            }
            return begins.isEmpty() || begins.stream().anyMatch(begin -> text.startsWith(begin.prefix()))
                    ? null
                    : SignatureDiagnosis.guess(
                            Mistake.SECRET_OF_OTHER_KIND,
                            place + " does not begin with " + begins.get(0).prefix()
                                    + " as this sender's do: is it the signing secret of this URL?");
        });
    }

    /** The first answer for one of the secrets, each with how to call it. */
    private static @Nullable SignatureDiagnosis each(
            Trial trial, BiFunction<String, String, @Nullable SignatureDiagnosis> search) {
        List<String> secrets = trial.secrets();
        for (int index = 0; index < Math.min(MOST_SECRETS, secrets.size()); index++) {
            String place = secrets.size() == 1 ? "The secret" : "Secret number " + (index + 1);
            SignatureDiagnosis found = search.apply(secrets.get(index), place);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
