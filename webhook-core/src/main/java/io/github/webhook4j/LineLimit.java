package io.github.webhook4j;

/** How many log lines of a kind may be written: some a second. Thread-safe. */
final class LineLimit {

    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private long start;
    private int written;
    private long leftOut;

    LineLimit(int perSecond) {
        this.perSecond = perSecond;
        this.written = perSecond;
        this.start = System.nanoTime() - SECOND;
    }

    /**
     * Asks for a line.
     *
     * @param now in nanoseconds
     * @return how many lines were left out since the last one, or -1 if this one is to be left out too
     */
    synchronized long admit(long now) {
        if (written == perSecond && now - start >= SECOND) {
            start = now;
            written = 0;
        }
        if (written == perSecond) {
            leftOut++;
            return -1;
        }
        written++;
        long before = leftOut;
        leftOut = 0;
        return before;
    }
}
