package io.github.webhook4j.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.webhook4j.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LocalBucketsTest {

    private static final Rate TEN_A_SECOND = Rate.parse("10/s");
    private static final int MOST_KEYS = 100_000;

    private final SettableTime time = new SettableTime();
    private final Cache<String, LocalBuckets.Filled> cache = LocalBuckets.cache(time);
    private final LocalBuckets buckets = new LocalBuckets(cache, time);

    private int taken(String key, Rate rate, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            if (buckets.take(key, rate).isZero()) {
                taken++;
            }
        }
        return taken;
    }

    @Test
    void theWholeRateIsThereAtOnceAndNotMore() {
        assertThat(taken("a", TEN_A_SECOND, 50)).isEqualTo(10);
    }

    @Test
    void whatIsRefusedIsToldHowLongItHasToWait() {
        assertThat(taken("a", TEN_A_SECOND, 10)).isEqualTo(10);
        Duration wait = buckets.take("a", TEN_A_SECOND);
        assertThat(wait).isEqualTo(Duration.ofMillis(100));

        time.pass(wait.minusNanos(1));
        assertThat(buckets.take("a", TEN_A_SECOND)).isEqualTo(Duration.ofNanos(1));
        time.pass(Duration.ofNanos(1));
        assertThat(buckets.take("a", TEN_A_SECOND)).isZero();
        assertThat(buckets.take("a", TEN_A_SECOND)).isPositive();
    }

    @Test
    void whatIsTakenComesBackEvenlyAndNeverMoreThanTheRate() {
        assertThat(taken("a", TEN_A_SECOND, 10)).isEqualTo(10);
        time.pass(Duration.ofMillis(350));
        assertThat(taken("a", TEN_A_SECOND, 10)).isEqualTo(3);
        time.pass(Duration.ofHours(1));
        assertThat(taken("a", TEN_A_SECOND, 50)).isEqualTo(10);
    }

    @Test
    void inAnyPeriodNoMoreThanTwiceTheRatePasses() {
        int taken = 0;
        for (int i = 0; i < 1000; i++) {
            time.pass(Duration.ofMillis(1));
            taken += taken("a", TEN_A_SECOND, 1);
        }
        assertThat(taken).isBetween(10, 20);
    }

    @Test
    void lookingTakesNothing() {
        for (int i = 0; i < 50; i++) {
            assertThat(buckets.peek("a", TEN_A_SECOND)).isZero();
        }
        assertThat(cache.estimatedSize()).as("nothing is remembered").isZero();
        assertThat(taken("a", TEN_A_SECOND, 50)).isEqualTo(10);
        assertThat(buckets.peek("a", TEN_A_SECOND)).isEqualTo(Duration.ofMillis(100));
        time.pass(Duration.ofMillis(100));
        assertThat(buckets.peek("a", TEN_A_SECOND)).isZero();
    }

    @Test
    void eachKeyHasItsOwnRate() {
        assertThat(taken("a", TEN_A_SECOND, 50)).isEqualTo(10);
        assertThat(taken("b", Rate.parse("3/m"), 50)).isEqualTo(3);
        assertThat(taken("c", Rate.parse("1/ms"), 50)).isEqualTo(1);
    }

    @Test
    void rateFasterThanAnythingIsMeasuredIsNoError() {
        assertThat(taken("a", Rate.parse("999999999999/1ms"), 1000)).isEqualTo(1000);
    }

    @Test
    void threadsTogetherTakeNoMoreThanTheRate() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 50; round++) {
                String key = "round" + round;
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Integer>> results = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    results.add(threads.submit(() -> {
                        start.await();
                        return taken(key, TEN_A_SECOND, 20);
                    }));
                }
                start.countDown();
                int taken = 0;
                for (Future<Integer> result : results) {
                    taken += result.get();
                }
                assertThat(taken).isEqualTo(10);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keyIsForgottenWhenItsBucketIsFullAgainAndNotBefore() {
        assertThat(taken("a", TEN_A_SECOND, 10)).isEqualTo(10);
        time.pass(Duration.ofMillis(999));
        cache.cleanUp();
        assertThat(cache.asMap()).containsOnlyKeys("a");
        assertThat(taken("a", TEN_A_SECOND, 50)).isEqualTo(9);
        time.pass(Duration.ofMillis(1001));
        cache.cleanUp();
        assertThat(cache.asMap()).isEmpty();
    }

    /** How many of these keys, each used once, are let through. */
    private int passedOf(int keys, Rate rate, Runnable inBetween) {
        int passed = 0;
        for (int i = 0; i < keys; i++) {
            passed += taken("other " + i, rate, 1);
            if (i % 1000 == 0) {
                inBetween.run();
            }
        }
        return passed;
    }

    @Test
    void addressesWithoutEndDoNotFillTheMemory() {
        assertThat(passedOf(5 * MOST_KEYS, TEN_A_SECOND, () -> {})).isEqualTo(5 * MOST_KEYS);
        cache.cleanUp();
        assertThat(cache.estimatedSize()).isBetween(MOST_KEYS / 2L, (long) MOST_KEYS);
    }

    /** Forgotten each time that the others have filled the cache, it would have had ten more. */
    @Test
    void whoKeepsTryingStaysRefusedWhileOthersFillTheMemory() {
        Rate rate = Rate.parse("10/h");
        assertThat(taken("busy", rate, 100)).isEqualTo(10);
        List<Integer> taken = new ArrayList<>();
        passedOf(10 * MOST_KEYS, rate, () -> taken.add(taken("busy", rate, 1)));
        assertThat(taken).hasSize(10 * MOST_KEYS / 1000).containsOnly(0);
    }
}
