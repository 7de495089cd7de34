package io.github.webhook4j.bucket4j;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.webhook4j.Rate;
import io.github.webhook4j.RateLimiter;
import java.time.Duration;

/**
 * Counts with Bucket4j. A key has a bucket with as much in it as its rate allows in a period; what is taken comes back evenly over
 * the period. So no more than the rate is let through at once, and after a burst the next one passes as soon as its share of the
 * period has gone by.
 *
 * <p>Immutable, thread-safe.
 */
public final class BucketRateLimiter implements RateLimiter {

    private final RateLimiter buckets;

    /** The same as {@link #inMemory()}, for {@link java.util.ServiceLoader}. */
    public BucketRateLimiter() {
        this(LocalBuckets.ofThisNode());
    }

    private BucketRateLimiter(RateLimiter buckets) {
        this.buckets = buckets;
    }

    /**
     * Counts in this process alone: with several nodes, each lets the whole rate through. Never fails.
     *
     * <p>Remembers at most 100,000 keys, of 500 bytes, and each for a period after its last use; the keys that are used most stay.
     *
     * @return a new limiter, which counts from the beginning
     */
    public static BucketRateLimiter inMemory() {
        return new BucketRateLimiter();
    }

    /**
     * Counts for all nodes that share a database or Redis. What one node gets beyond the rate is refused from its memory: from the
     * shared bucket it takes at most as often as the rate allows, so that a flood does not become one of the bucket's row.
     *
     * <p>If the backend fails, so does the call, with the backend's exception, and the request passes: a node's own memory still
     * limits it to the rate. If the backend does not answer, the call waits as long as the backend's {@code requestTimeout}: set one.
     *
     * @param shared the backend, with {@code String} keys and an expiration
     * @return a new limiter
     */
    public static BucketRateLimiter shared(ProxyManager<String> shared) {
        return new BucketRateLimiter(new SharedBuckets(LocalBuckets.ofThisNode(), shared));
    }

    @Override
    public Duration take(String key, Rate rate) {
        return buckets.take(key, rate);
    }

    @Override
    public Duration peek(String key, Rate rate) {
        return buckets.peek(key, rate);
    }
}
