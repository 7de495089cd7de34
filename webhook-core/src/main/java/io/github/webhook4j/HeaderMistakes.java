package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What proxies and gateways do to the headers of a signature. */
final class HeaderMistakes {

    private static final int MOST_NAME = 100;
    private static final int MOST_HEADERS = 500;
    private static final List<String> JOINTS = List.of(",", ", ", ";", "; ", " ");

    private HeaderMistakes() {}

    /** A header under another name: with other hyphens, or behind a prefix. */
    static @Nullable SignatureDiagnosis renamed(Refusal refusal, Trial trial) {
        SignatureDiagnosis guess = null;
        for (SignatureRule rule : refusal.rules()) {
            Map<String, String> names = renamed(rule, refusal.request().headers());
            WebhookHeaders headers = refusal.request().headers();
            for (Map.Entry<String, String> name : names.entrySet()) {
                headers = headers.with(name.getKey(), String.valueOf(headers.first(name.getValue())));
            }
            if (names.isEmpty() || refusal.reason() != Reason.SIGNATURE_MISSING) {
                continue;
            }
            Map.Entry<String, String> first = names.entrySet().iterator().next();
            String advice = "The header " + first.getKey() + " came as " + printable(first.getValue())
                    + ": a proxy or gateway in front of the application renames headers. Let it pass this one under its own name.";
            if (trial.headers(headers)) {
                return SignatureDiagnosis.proven(Mistake.HEADER_RENAMED, advice);
            }
            guess = guess == null ? SignatureDiagnosis.guess(Mistake.HEADER_RENAMED, advice) : guess;
        }
        return guess;
    }

    /** Which headers the rule misses, and which the request has that look like them. */
    private static Map<String, String> renamed(SignatureRule rule, WebhookHeaders headers) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> present = headers.names();
        for (String wanted : rule.headers()) {
            if (present.contains(wanted) || present.size() > MOST_HEADERS) {
                continue;
            }
            String letters = letters(wanted);
            present.stream()
                    .filter(name -> letters(name).endsWith(letters))
                    .findFirst()
                    .ifPresent(name -> names.put(wanted, name));
        }
        return names;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String printable(String name) {
        return name.substring(0, Math.min(MOST_NAME, name.length())).replaceAll("[^A-Za-z0-9_.-]", "?");
    }

    /** A header several times, or its value several times in one. */
    static @Nullable SignatureDiagnosis repeated(Refusal refusal, Trial trial) {
        for (SignatureRule rule : refusal.rules()) {
            WebhookHeaders headers = refusal.request().headers();
            WebhookHeaders first = headers;
            WebhookHeaders last = headers;
            String repeated = null;
            for (String name : rule.headers()) {
                List<String> values = values(headers.all(name));
                if (values.size() > 1) {
                    repeated = name;
                    first = first.with(name, values.get(0));
                    last = last.with(name, values.get(values.size() - 1));
                }
            }
            if (repeated == null) {
                continue;
            }
            String advice = "The header " + repeated + " came several times, or with its value several times: "
                    + "a proxy or gateway in front of the application adds it again. Let it pass the header as it is.";
            if (trial.headers(first) || trial.headers(last)) {
                return SignatureDiagnosis.proven(Mistake.HEADER_REPEATED, advice);
            }
            if (refusal.reason() == Reason.SIGNATURE_MALFORMED) {
                return SignatureDiagnosis.guess(Mistake.HEADER_REPEATED, advice);
            }
        }
        return null;
    }

    private static List<String> values(List<String> sent) {
        if (sent.size() != 1) {
            return sent;
        }
        String value = sent.get(0);
        for (String joint : JOINTS) {
            int half = (value.length() - joint.length()) / 2;
            if (half > 0
                    && 2 * half + joint.length() == value.length()
                    && value.startsWith(joint, half)
                    && value.regionMatches(0, value, half + joint.length(), half)) {
                return List.of(value.substring(0, half), value.substring(0, half));
            }
        }
        return sent;
    }

    /** A header without a value. */
    static @Nullable SignatureDiagnosis emptied(Refusal refusal, Trial trial) {
        for (SignatureRule rule : refusal.rules()) {
            for (String name : rule.headers()) {
                String value = refusal.request().headers().first(name);
                if (value != null && value.isBlank()) {
                    return SignatureDiagnosis.guess(
                            Mistake.HEADER_EMPTIED,
                            "The header " + name
                                    + " came without a value: a proxy or gateway in front of the application, or its rule "
                                    + "for this path, empties it. Let it pass the header as it is.");
                }
            }
        }
        return null;
    }

    /** A signature that is written in another way. */
    static @Nullable SignatureDiagnosis rewritten(Refusal refusal, Trial trial) {
        for (SignatureRule rule : refusal.rules()) {
            String header = rule.signatureHeader();
            String sent = header == null ? null : refusal.request().headers().first(header);
            if (header == null || sent == null || sent.isBlank()) {
                continue;
            }
            String advice = "The signature in the header " + header
                    + ", or what is signed beside it, is not written as it should be, which is "
                    + rule.form()
                    + ": a proxy, gateway or test tool has changed it (quotes, blanks, prefix, case, encoding), or "
                    + "the scheme describes another form. Let it pass as the sender writes it.";
            WebhookHeaders clean = cleaned(rule, refusal.request().headers());
            for (String value : rewritten(rule, sent)) {
                boolean changed = clean != refusal.request().headers() || !value.equals(sent);
                if (changed && trial.headers(clean.with(header, value))) {
                    return SignatureDiagnosis.proven(Mistake.SIGNATURE_ALTERED, advice);
                }
            }
            // with the body unread nothing can be proven, and what is malformed is all there is to be said
            boolean only = refusal.body() == null || !rule.isWellFormed(refusal.request());
            if (refusal.reason() == Reason.SIGNATURE_MALFORMED && only) {
                return SignatureDiagnosis.guess(Mistake.SIGNATURE_ALTERED, advice);
            }
        }
        return null;
    }

    private static WebhookHeaders cleaned(SignatureRule rule, WebhookHeaders headers) {
        WebhookHeaders clean = headers;
        for (String name : rule.headers()) {
            String value = headers.first(name);
            String unquoted = value == null ? null : Texts.unquoted(value);
            clean = unquoted == null || unquoted.equals(value) ? clean : clean.with(name, unquoted);
        }
        return clean;
    }

    private static Set<String> rewritten(SignatureRule rule, String sent) {
        Set<String> values = new LinkedHashSet<>();
        List<String> cleaned = new ArrayList<>(List.of(Texts.unquoted(sent)));
        cleaned.add(Texts.percentDecoded(cleaned.get(0)));
        cleaned.add(cleaned.get(0).replace(' ', '+'));
        for (String value : cleaned) {
            values.add(value);
            values.add(SignatureText.rewritten(rule, value));
        }
        return values;
    }
}
