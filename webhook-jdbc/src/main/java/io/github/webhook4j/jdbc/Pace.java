package io.github.webhook4j.jdbc;

/**
 * How many events are taken at a time: enough that no thread waits while more are being taken, and of slow ones no more, because others
 * could handle what waits here. For one thread.
 */
final class Pace {

    /** Those that do not last so long are too few. */
    private static final long SHORT_NANOS = 20_000_000;

    private static final long LONG_NANOS = 10 * SHORT_NANOS;

    private final int least;
    private final int most;
    private int size;
    private long taken;

    Pace(int least, int most, long nanos) {
        this.least = least;
        this.most = most;
        this.size = least;
        this.taken = nanos;
    }

    int size() {
        return size;
    }

    /**
     * Some have been taken.
     *
     * @param all whether as many as asked for
     * @param nanos the time of it
     */
    void taken(boolean all, long nanos) {
        long lasted = nanos - taken;
        taken = nanos;
        if (all && lasted < SHORT_NANOS) {
            size = Math.min(most, 2 * size);
        } else if (lasted > LONG_NANOS) {
            size = least;
        }
    }
}
