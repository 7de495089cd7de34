package io.github.webhook4j;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells whether bytes are UTF-8 as RFC 3629 has it. Jackson's parser takes overlong forms, surrogates and UTF-16 as well,
 * which another reader of the same bytes might read differently.
 */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    static boolean isValid(byte[] bytes) {
        int at = afterAscii(bytes, 0);
        while (at < bytes.length) {
            int length = sequenceLength(bytes, at);
            if (length == 0) {
                return false;
            }
            at = afterAscii(bytes, at + length);
        }
        return true;
    }

    /** The index of the next byte that is not ASCII, or the length. Four longs at a time, because almost all bytes are. */
    private static int afterAscii(byte[] bytes, int from) {
        int at = from;
        while (at <= bytes.length - 4 * Long.BYTES
                && ((word(bytes, at) | word(bytes, at + 8) | word(bytes, at + 16) | word(bytes, at + 24)) & HIGH_BITS)
                        == 0) {
            at += 4 * Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    private static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** The length of the sequence of several bytes that starts here, or 0 if none does. */
    static int sequenceLength(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + length > bytes.length) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        return second >= least(lead) && second <= most(lead) ? length : 0;
    }

    /** The least second byte: a lower one would be an overlong form. */
    private static int least(int lead) {
        return lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    }

    /** The greatest second byte: a higher one would be a surrogate, or lie beyond the last code point. */
    private static int most(int lead) {
        return lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    }
}
