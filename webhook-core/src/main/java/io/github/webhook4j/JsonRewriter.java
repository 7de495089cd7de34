package io.github.webhook4j;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON anew with other blanks and escapes, byte by byte: names, numbers and their order stay as they are. Builds nothing,
 * however deep the JSON is.
 */
final class JsonRewriter {

    /**
     * Where blanks and line breaks stand.
     *
     * @param name for people
     * @param indent of each level, or {@code null} if everything is in one line
     * @param comma what stands for a comma
     * @param colon what stands for a colon
     */
    record Layout(String name, @Nullable String indent, String comma, String colon) {}

    /** Which characters of a kind are written as escapes. */
    enum Escapes {
        AS_THEY_ARE,
        NEVER,
        ALWAYS
    }

    /**
     * How strings are written.
     *
     * @param name for people
     * @param letters characters outside ASCII; if never, what else is escaped without need is not either
     * @param slashes the slash
     * @param escaped characters of ASCII that are escaped all the same
     * @param upper whether escapes are in upper-case hex
     */
    record Style(String name, Escapes letters, Escapes slashes, String escaped, boolean upper) {}

    private static final int MOST_NESTING = 200;
    private static final int ESCAPE = 6;
    private static final HexFormat LOWER = HexFormat.of();
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private final byte[] json;
    private final @Nullable Layout layout;
    private final Style style;
    private final ByteArrayOutputStream out;
    private final long most;
    private int depth;
    private int at;

    private JsonRewriter(byte[] json, @Nullable Layout layout, Style style) {
        this.json = json;
        this.layout = layout;
        this.style = style;
        this.most = 8L * json.length + 1024;
        this.out = new ByteArrayOutputStream(json.length + json.length / 4);
    }

    /** Whether nothing but the layout could be another. */
    static boolean isPlain(byte[] json) {
        for (byte b : json) {
            if (b < 0 || b == '\\' || b == '/' || b == '<' || b == '>' || b == '&' || b == '=' || b == '\'') {
                return false;
            }
        }
        return true;
    }

    /** The JSON written anew, or {@code null} if it is none, or nested too deeply. Without a layout, blanks stay as they are. */
    static byte @Nullable [] rewrite(byte[] json, @Nullable Layout layout, Style style) {
        return style.letters() == Escapes.ALWAYS && !Utf8.isValid(json)
                ? null
                : new JsonRewriter(json, layout, style).rewritten();
    }

    private byte @Nullable [] rewritten() {
        while (at < json.length) {
            byte b = json[at];
            if (b == '"') {
                string();
            } else if (layout == null || !structure((char) b, layout)) {
                out.write(b);
                at++;
            }
            if (depth < 0 || depth > MOST_NESTING || out.size() > most) {
                return null;
            }
        }
        return depth == 0 ? out.toByteArray() : null;
    }

    /** Writes a character between values, if it is one. */
    private boolean structure(char c, Layout as) {
        switch (c) {
            case ' ', '\t', '\n', '\r' -> at++;
            case '{', '[' -> open(c, as);
            case '}', ']' -> {
                depth--;
                line(as);
                out.write(c);
                at++;
            }
            case ',' -> {
                write(as.comma());
                line(as);
                at++;
            }
            case ':' -> {
                write(as.colon());
                at++;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What is empty stays together. */
    private void open(char c, Layout as) {
        out.write(c);
        at++;
        while (at < json.length && (json[at] == ' ' || json[at] == '\t' || json[at] == '\n' || json[at] == '\r')) {
            at++;
        }
        if (at < json.length && (json[at] == '}' || json[at] == ']')) {
            out.write(json[at++]);
        } else {
            depth++;
            line(as);
        }
    }

    private void line(Layout as) {
        if (as.indent() != null) {
            out.write('\n');
            for (int i = 0; i < depth; i++) {
                write(as.indent());
            }
        }
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void string() {
        out.write(json[at++]);
        while (at < json.length) {
            byte b = json[at];
            if (b == '\\') {
                escape();
            } else if (b < 0 && style.letters() == Escapes.ALWAYS) {
                letter();
            } else {
                at++;
                plain((char) (b & 0xFF));
                if (b == '"') {
                    return;
                }
            }
        }
    }

    private void plain(char c) {
        if (c == '/' && style.slashes() == Escapes.ALWAYS) {
            write("\\/");
        } else if (style.escaped().indexOf(c) >= 0) {
            unit(c);
        } else {
            out.write(c);
        }
    }

    private void escape() {
        char next = at + 1 < json.length ? (char) json[at + 1] : ' ';
        int unit = next == 'u' ? unitAt(at) : -1;
        if (next == '/' && style.slashes() == Escapes.NEVER) {
            out.write('/');
            at += 2;
        } else if (unit >= 0x80 && style.letters() != Escapes.AS_THEY_ARE) {
            escapedLetter((char) unit);
        } else if (unit >= ' ' && unit < 0x7F && unit != '"' && unit != '\\' && style.letters() == Escapes.NEVER) {
            plain((char) unit);
            at += ESCAPE;
        } else {
            // what is no escape may stand before a character of several bytes
            copy(unit >= 0 ? ESCAPE : next < 0x80 ? 2 : 1);
        }
    }

    private void copy(int length) {
        int end = Math.min(json.length, at + length);
        out.write(json, at, end - at);
        at = end;
    }

    private void escapedLetter(char unit) {
        if (style.letters() == Escapes.ALWAYS) {
            unit(unit);
            at += ESCAPE;
            return;
        }
        int low = Character.isHighSurrogate(unit) ? unitAt(at + ESCAPE) : -1;
        if (low >= 0 && Character.isLowSurrogate((char) low)) {
            write(Character.toString(Character.toCodePoint(unit, (char) low)));
            at += 2 * ESCAPE;
        } else if (Character.isSurrogate(unit)) {
            copy(ESCAPE);
        } else {
            write(String.valueOf(unit));
            at += ESCAPE;
        }
    }

    /** Writes a character outside ASCII, of bytes that have been checked, as an escape. */
    private void letter() {
        int lead = json[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        for (char unit : new String(json, at, length, StandardCharsets.UTF_8).toCharArray()) {
            unit(unit);
        }
        at += length;
    }

    private void unit(char unit) {
        HexFormat hex = style.upper() ? UPPER : LOWER;
        write("\\u" + hex.toHexDigits(unit));
    }

    /** The code unit that is escaped here, or -1 if none is. */
    private int unitAt(int from) {
        if (from + ESCAPE > json.length || json[from] != '\\' || json[from + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = from + 2; i < from + ESCAPE; i++) {
            int digit = Character.digit(json[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
