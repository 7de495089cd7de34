package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long MILLI = 1_000_000;

    private long now = Long.MAX_VALUE - 50 * MILLI; // nanoTime may overflow
    private final Pace pace = new Pace(10, 60, now);

    private int after(long millis, boolean all) {
        now += millis * MILLI;
        pace.taken(all, now);
        return pace.size();
    }

    @Test
    void moreAreTakenWhileThoseThatWereTakenDoNotLast() {
        assertThat(pace.size()).isEqualTo(10);
        assertThat(after(5, true)).isEqualTo(20);
        assertThat(after(5, true)).isEqualTo(40);
        assertThat(after(5, true)).isEqualTo(60);
        assertThat(after(500, true)).isEqualTo(10);
    }

    @Test
    void asManyAreTakenAsBeforeWhileTheyLastAWhile() {
        after(5, true);
        assertThat(after(20, true)).isEqualTo(20);
        assertThat(after(200, true)).isEqualTo(20);
        assertThat(after(201, true)).isEqualTo(10);
    }

    @Test
    void fewThatAreThereAreNoReasonToTakeMore() {
        assertThat(after(5, false)).isEqualTo(10);
        assertThat(after(5, false)).isEqualTo(10);
    }
}
