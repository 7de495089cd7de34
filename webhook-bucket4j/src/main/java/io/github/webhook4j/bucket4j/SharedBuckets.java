package io.github.webhook4j.bucket4j;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.webhook4j.Rate;
import io.github.webhook4j.RateLimiter;
import java.time.Duration;

/** Buckets of several nodes, each behind one of this node that is as large: what alone is too much is not even asked for. */
final class SharedBuckets implements RateLimiter {

    private final RateLimiter node;
    private final ProxyManager<String> shared;

    SharedBuckets(RateLimiter node, ProxyManager<String> shared) {
        this.node = node;
        this.shared = shared;
    }

    @Override
    public Duration take(String key, Rate rate) {
        Duration wait = node.take(key, rate);
        return wait.isZero() ? LocalBuckets.take(bucket(key, rate)) : wait;
    }

    @Override
    public Duration peek(String key, Rate rate) {
        Duration wait = node.peek(key, rate);
        return wait.isZero() ? LocalBuckets.peek(bucket(key, rate)) : wait;
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
