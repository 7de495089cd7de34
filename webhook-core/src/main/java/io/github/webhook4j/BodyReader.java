package io.github.webhook4j;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a body of a size that only its sender knows, in memory that only its arrival lets grow. */
final class BodyReader {

    private static final int FIRST_BUFFER = 16 * 1024;
    private static final int TRUSTED_LENGTH = 1024 * 1024;
    private static final long MOST_DISCARDED = 64L * 1024 * 1024;
    private static final long LONGEST_DISCARD_NANOS = 10_000_000_000L;

    private BodyReader() {}

    /**
     * Reads all bytes, or {@code null} if there are more than allowed. An announced length of up to 1 MiB is allocated at
     * once, so that such a body is not copied; a larger one has to arrive before it gets memory.
     */
    static byte @Nullable [] read(InputStream in, long announced, int maxBytes) throws IOException {
        long first = announced < 0 ? FIRST_BUFFER : Math.min(announced, TRUSTED_LENGTH);
        byte[] buffer = new byte[(int) Math.min(first, maxBytes)];
        int length = 0;
        while (true) {
            length += in.readNBytes(buffer, length, buffer.length - length);
            int next = length < buffer.length || length == announced ? -1 : in.read();
            if (next < 0) {
                return whole(buffer, length, announced);
            }
            if (length == maxBytes) {
                return null;
            }
            buffer = Arrays.copyOf(buffer, (int) Math.min(Math.max(FIRST_BUFFER, 2L * length), maxBytes));
            buffer[length++] = (byte) next;
        }
    }

    /** An empty body passes, because what is left of one that somebody else has read is told apart later. */
    private static byte[] whole(byte[] buffer, int length, long announced) throws IOException {
        if (length > 0 && length < announced) {
            throw new IOException("the body ended after " + length + " of " + announced + " bytes");
        }
        return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
    }

    /** Reads on without keeping, so that a sender that is still writing gets to see the answer instead of a reset. */
    static void discard(InputStream in) throws IOException {
        byte[] buffer = new byte[FIRST_BUFFER];
        long start = System.nanoTime();
        long discarded = 0;
        int count = in.read(buffer);
        while (count >= 0 && discarded < MOST_DISCARDED && System.nanoTime() - start < LONGEST_DISCARD_NANOS) {
            discarded += count;
            count = in.read(buffer);
        }
    }
}
