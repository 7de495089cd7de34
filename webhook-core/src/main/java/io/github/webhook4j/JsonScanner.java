package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.webhook4j.RejectedException.Reason;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Goes over JSON once, from value to value, and checks all that it passes: well formed (RFC 8259), in UTF-8 (RFC 3629), within
 * {@link Json}'s limits. Decodes only what it is asked for. Not thread-safe.
 *
 * <p>What does not hold is refused with {@link Reason#EVENT_MALFORMED}; the message names the place and quotes nothing.
 */
final class JsonScanner {

    /** What {@link #next} returns when nothing is left. */
    static final int END = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long QUOTES = EACH * '"';
    private static final long BACKSLASHES = EACH * '\\';
    private static final long SPACES = EACH * ' ';
    private static final long HIGH_BITS = EACH << 7;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    /** Jackson binds no longer ones. */
    private static final int MOST_OF_A_NAME = StreamReadConstraints.DEFAULT_MAX_NAME_LEN;

    private final byte[] json;
    private int at;

    /** The brackets that close what is open, innermost last. */
    private final byte[] closing = new byte[Json.MOST_NESTING];

    private int depth;

    /** Whether something has been opened, and nothing in it been passed. */
    private boolean fresh;

    JsonScanner(byte[] json) {
        this.json = json;
        this.at = startsWithMark(json) ? BYTE_ORDER_MARK.length : 0;
    }

    private static boolean startsWithMark(byte[] json) {
        return json.length >= BYTE_ORDER_MARK.length
                && json[0] == BYTE_ORDER_MARK[0]
                && json[1] == BYTE_ORDER_MARK[1]
                && json[2] == BYTE_ORDER_MARK[2];
    }

    static RejectedException malformed(String detail) {
        return new RejectedException(Reason.EVENT_MALFORMED, "the body " + detail);
    }

    /** How many bytes have been passed. */
    int position() {
        return at;
    }

    /** Passes white space. Returns the byte after it, from 0 to 255, or {@link #END}; that one is not passed. */
    int next() {
        byte[] bytes = json;
        for (int i = at; i < bytes.length; i++) {
            int next = bytes[i];
            if (next > ' ' || (next != ' ' && next != '\n' && next != '\r' && next != '\t')) {
                at = i;
                return next & 0xFF;
            }
        }
        at = bytes.length;
        return END;
    }

    /** Enters the object or array whose bracket is next. */
    void open() {
        if (depth == closing.length) {
            throw refused("is nested deeper than " + Json.MOST_NESTING);
        }
        closing[depth++] = (byte) (json[at++] == '{' ? '}' : ']');
        fresh = true;
    }

    /** Whether what was entered last has another value; in an object, its name comes first. If there is none, leaves. */
    boolean hasMore() {
        int next = next();
        boolean first = fresh;
        fresh = false;
        if (next == closing[depth - 1]) {
            at++;
            depth--;
            return false;
        }
        if (!first) {
            pass(',');
        }
        return true;
    }

    /** Passes a name with its colon. */
    String name() {
        next();
        int from = at;
        return text(from, passName());
    }

    /** Passes a name with its colon. Returns where the name ended. */
    private int passName() {
        next();
        int from = at;
        passString();
        int to = at;
        if (to - from - 2 > MOST_OF_A_NAME) {
            throw refused("has a name of more than " + MOST_OF_A_NAME + " bytes");
        }
        next();
        pass(':');
        return to;
    }

    /** Passes a value with all that is in it. */
    void skip() {
        int outside = depth;
        enterOrPass();
        while (depth > outside) {
            if (hasMore()) {
                if (closing[depth - 1] == '}') {
                    passName();
                }
                enterOrPass();
            }
        }
    }

    private void enterOrPass() {
        switch (next()) {
            case '{', '[' -> open();
            case '"' -> passString();
            case 't' -> passWord("true");
            case 'f' -> passWord("false");
            case 'n' -> passWord("null");
            default -> passNumber();
        }
    }

    /** Ensures that nothing is left. */
    void end() {
        if (next() != END) {
            throw refused("goes on after the JSON");
        }
    }

    /** The string or number that was passed from one place to another. */
    String text(int from, int to) {
        if (json[from] != '"') {
            return new String(json, from, to - from, StandardCharsets.US_ASCII);
        }
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return decoded(from, to);
            }
        }
        return new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8);
    }

    private String decoded(int from, int to) {
        try (JsonParser parser = Json.FACTORY.createParser(json, from, to - from)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            // not as the cause: Jackson's message quotes the body
            throw malformed("has a string that cannot be decoded, at byte " + from);
        }
    }

    private void passString() {
        pass('"');
        for (passPlain(); !is('"'); passPlain()) {
            if (is('\\')) {
                passEscape();
            } else if (at < json.length && json[at] < 0) {
                passSequence();
            } else {
                throw unexpected();
            }
        }
        at++;
    }

    /** Passes what stands for itself in a string and is ASCII, eight bytes at a time. */
    private void passPlain() {
        byte[] bytes = json;
        int i = at;
        while (i <= bytes.length - Long.BYTES) {
            long special = special((long) LONGS.get(bytes, i));
            if (special != 0) {
                at = i + Long.numberOfTrailingZeros(special) / Byte.SIZE;
                return;
            }
            i += Long.BYTES;
        }
        while (i < bytes.length && isPlain(bytes[i])) {
            i++;
        }
        at = i;
    }

    /** Marks each byte that is a quote, a backslash, a control character, or not ASCII; those above the lowest marked may be wrong. */
    private static long special(long bytes) {
        return (((bytes ^ QUOTES) - EACH) | ((bytes ^ BACKSLASHES) - EACH) | (bytes - SPACES) | bytes) & HIGH_BITS;
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }

    private void passEscape() {
        at++;
        if (!is('u')) {
            if (at == json.length || ESCAPED.indexOf(json[at]) < 0) {
                throw unexpected();
            }
            at++;
            return;
        }
        at++;
        for (int end = at + HEX_DIGITS; at < end; at++) {
            if (at == json.length || Character.digit(json[at], HEX) < 0) {
                throw unexpected();
            }
        }
    }

    private void passSequence() {
        int length = Utf8.sequenceLength(json, at);
        if (length == 0) {
            throw refused("is not UTF-8");
        }
        at += length;
    }

    private void passWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            pass(word.charAt(i));
        }
    }

    private void passNumber() {
        passIf('-');
        int digits = passIf('0') ? 1 : passDigits();
        if (passIf('.')) {
            digits += passDigits();
        }
        if (passIf('e') || passIf('E')) {
            if (!passIf('+')) {
                passIf('-');
            }
            digits += passDigits();
        }
        if (digits > Json.MOST_DIGITS) {
            throw refused("has a number of more than " + Json.MOST_DIGITS + " digits");
        }
    }

    private int passDigits() {
        int from = at;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw unexpected();
        }
        return at - from;
    }

    private boolean is(char wanted) {
        return at < json.length && json[at] == wanted;
    }

    private boolean passIf(char wanted) {
        boolean is = is(wanted);
        if (is) {
            at++;
        }
        return is;
    }

    private void pass(char wanted) {
        if (!passIf(wanted)) {
            throw unexpected();
        }
    }

    private RejectedException unexpected() {
        return refused("is not well-formed JSON");
    }

    private RejectedException refused(String why) {
        return malformed(why + ", at byte " + at);
    }
}
