package io.github.webhook4j;

import java.nio.charset.StandardCharsets;

/** Undoes what copying, quoting and escaping do to a text. */
final class Texts {

    private static final String QUOTES = "\"'`\u201c\u201d\u2018\u2019";

    private Texts() {}

    /** The text without blanks, line breaks and invisible characters around it. */
    static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Zero-width characters and byte order marks are no white space to Java. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B' || c < ' ';
    }

    /** The text without blanks and quotes around it. */
    static String unquoted(String text) {
        String inner = trimmed(text);
        while (inner.length() > 1
                && QUOTES.indexOf(inner.charAt(0)) >= 0
                && QUOTES.indexOf(inner.charAt(inner.length() - 1)) >= 0) {
            inner = trimmed(inner.substring(1, inner.length() - 1));
        }
        return inner;
    }

    /** The text without %-escapes, or as it is if those it has are none. */
    static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            // a plus sign is one: only forms have it for a blank
            return FormBody.decoded(text.replace("+", "%2B").getBytes(StandardCharsets.UTF_8));
        } catch (RejectedException e) {
            return text;
        }
    }
}
