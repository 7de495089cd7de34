package io.github.webhook4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what looks like a signature's header as a rule has it written. */
final class SignatureText {

    private static final int MOST_ELEMENTS = 64;
    private static final List<Character> SEPARATORS = List.of(',', ';', ' ');

    private SignatureText() {}

    static String rewritten(SignatureRule rule, String value) {
        Field field = rule.signature();
        if (field instanceof Field.Entry entry) {
            return list(rule, entry, value);
        }
        String prefix = field instanceof Field.Prefixed prefixed ? prefixed.prefix() : "";
        String signature = signature(rule, value, prefix);
        return signature == null ? value : prefix + signature;
    }

    /** The signature alone, whatever label stands before it. */
    private static @Nullable String signature(SignatureRule rule, String value, String prefix) {
        String text =
                value.regionMatches(true, 0, prefix, 0, prefix.length()) ? value.substring(prefix.length()) : value;
        String signature = rule.rewrite(Texts.unquoted(text));
        for (int at = 0; signature == null && at < Math.min(MOST_ELEMENTS, text.length()); at++) {
            boolean label = "=:, ".indexOf(text.charAt(at)) >= 0;
            signature = label ? rule.rewrite(Texts.unquoted(text.substring(at + 1))) : null;
        }
        return signature;
    }

    private static String list(SignatureRule rule, Field.Entry entry, String value) {
        if (value.indexOf(entry.assign()) < 0) {
            String signature = rule.rewrite(value);
            return signature == null ? value : entry.key() + entry.assign() + signature;
        }
        List<String> elements = new ArrayList<>();
        for (String element : split(entry, value)) {
            int assign = element.indexOf(entry.assign());
            if (assign > 0) {
                String key = element.substring(0, assign).strip();
                String rest = Texts.unquoted(element.substring(assign + 1));
                String signature = key.equalsIgnoreCase(entry.key()) ? rule.rewrite(rest) : null;
                elements.add((signature == null ? key : entry.key())
                        + entry.assign()
                        + (signature == null ? rest : signature));
            }
        }
        return String.join(String.valueOf(entry.separator()), elements);
    }

    /** The elements, by the rule's separator or by one that stands in its place. */
    private static List<String> split(Field.Entry entry, String value) {
        char separator = entry.separator();
        for (char other : SEPARATORS) {
            if (value.indexOf(separator) < 0 && other != entry.assign()) {
                separator = other;
            }
        }
        List<String> elements = new ArrayList<>();
        int start = 0;
        while (start <= value.length() && elements.size() < MOST_ELEMENTS) {
            int end = value.indexOf(separator, start);
            elements.add(value.substring(start, end < 0 ? value.length() : end).strip());
            start = end < 0 ? value.length() + 1 : end + 1;
        }
        return elements;
    }
}
