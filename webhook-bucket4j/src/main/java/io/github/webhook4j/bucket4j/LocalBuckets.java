package io.github.webhook4j.bucket4j;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.github.webhook4j.Rate;
import io.github.webhook4j.RateLimiter;
import java.time.Duration;

/** This node's buckets, of which there are never more than some, however many keys somebody invents. */
final class LocalBuckets implements RateLimiter {

    private static final long MOST_KEYS = 100_000;

    /** A key's bucket. After a period without use it is as full as a new one. */
    record Filled(Bucket bucket, Duration period) {}

    private final Cache<String, Filled> buckets;
    private final TimeMeter time;

    LocalBuckets(Cache<String, Filled> buckets, TimeMeter time) {
        this.buckets = buckets;
        this.time = time;
    }

    static LocalBuckets ofThisNode() {
        return new LocalBuckets(cache(Ticker.systemTicker()), TimeMeter.SYSTEM_NANOTIME);
    }

    /**
     * Keys that are used often stay, those that came once go: who keeps trying from one address does not get a new bucket by
     * filling the cache from others, each of which would have had its own anyway.
     */
    static Cache<String, Filled> cache(Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfter(Expiry.accessing((String key, Filled filled) -> filled.period()))
                .ticker(ticker)
                .build();
    }

    static Bandwidth bandwidth(Rate rate) {
        // Bucket4j counts by the nanosecond, and refuses what is faster
        long times = Math.min(rate.times(), rate.period().toNanos());
        return Bandwidth.builder()
                .capacity(times)
                .refillGreedy(times, rate.period())
                .build();
    }

    @Override
    public Duration take(String key, Rate rate) {
        return take(buckets.get(key, unknown -> fill(rate)).bucket());
    }

    @Override
    public Duration peek(String key, Rate rate) {
        Filled filled = buckets.getIfPresent(key);
        return filled == null ? Duration.ZERO : peek(filled.bucket());
    }

    private Filled fill(Rate rate) {
        return new Filled(
                Bucket.builder()
                        .addLimit(bandwidth(rate))
                        .withCustomTimePrecision(time)
                        .build(),
                rate.period());
    }

    static Duration take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    static Duration peek(Bucket bucket) {
        EstimationProbe probe = bucket.estimateAbilityToConsume(1);
        return probe.canBeConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }
}
