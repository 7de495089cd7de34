package io.github.webhook4j.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.Rate;
import io.github.webhook4j.RateLimiter;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BucketRateLimiterTest {

    private static final Rate ONE_A_DAY = Rate.parse("1/d");

    @Test
    void itIsFoundWithoutCode() {
        assertThat(ServiceLoader.load(RateLimiter.class)).singleElement().satisfies(limiter -> {
            assertThat(limiter).isInstanceOf(BucketRateLimiter.class);
            assertThat(limiter.take("a", ONE_A_DAY)).isZero();
            assertThat(limiter.take("a", ONE_A_DAY)).isPositive().isLessThanOrEqualTo(ONE_A_DAY.period());
        });
    }

    @Test
    void limitersInMemoryCountEachForThemselves() {
        RateLimiter one = BucketRateLimiter.inMemory();
        RateLimiter other = BucketRateLimiter.inMemory();
        assertThat(one.take("a", ONE_A_DAY)).isZero();
        assertThat(one.peek("a", ONE_A_DAY)).isPositive();
        assertThat(other.peek("a", ONE_A_DAY)).isZero();
        assertThat(other.take("a", ONE_A_DAY)).isZero();
    }
}
