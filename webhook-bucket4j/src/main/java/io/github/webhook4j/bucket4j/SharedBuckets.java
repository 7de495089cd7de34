package io.github.webhook4j.bucket4j;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.webhook4j.Rate;
import io.github.webhook4j.RateLimiter;
import java.time.Duration;

/**
 * Buckets of several nodes, each behind one of this node that is as large: what alone is too much is not even asked for. That a shared
 * bucket is empty is remembered until there will be something in it, so that a flood asks the backend no more than the rate allows, and
 * a peek never.
 */
final class SharedBuckets implements RateLimiter {

    private static final long MOST_KEYS = 100_000;

    private final RateLimiter node;
    private final ProxyManager<String> shared;

    /** When there will be something again, by keys whose shared bucket was empty. */
    private final Cache<String, Long> emptyUntil = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfter(Expiry.creating((String key, Long until) -> Duration.ofNanos(until - System.nanoTime())))
            .build();

    SharedBuckets(RateLimiter node, ProxyManager<String> shared) {
        this.node = node;
        this.shared = shared;
    }

    @Override
    public Duration take(String key, Rate rate) {
        Duration wait = remembered(key);
        if (wait.isZero()) {
            wait = node.take(key, rate);
        }
        return wait.isZero() ? takeShared(key, rate) : wait;
    }

    private Duration takeShared(String key, Rate rate) {
        Duration wait = LocalBuckets.take(bucket(key, rate));
        if (!wait.isZero()) {
            emptyUntil.put(key, System.nanoTime() + wait.toNanos());
        }
        return wait;
    }

    @Override
    public Duration peek(String key, Rate rate) {
        Duration wait = remembered(key);
        return wait.isZero() ? node.peek(key, rate) : wait;
    }

    private Duration remembered(String key) {
        Long until = emptyUntil.getIfPresent(key);
        return until == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }

    /** A bucket keeps the rate it was made with, so that another rate, as nodes have it while they are replaced, has another one. */
    private Bucket bucket(String key, Rate rate) {
        return shared.getProxy(
                key + " " + rate,
                () -> BucketConfiguration.builder()
                        .addLimit(LocalBuckets.bandwidth(rate))
                        .build());
    }
}
