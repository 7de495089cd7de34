package io.github.webhook4j.bucket4j;

import io.github.webhook4j.Rate;
import io.github.webhook4j.RateLimiter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Counts how often something was let through. */
final class Takes {

    private static final int THREADS = 8;

    private Takes() {}

    static int taken(RateLimiter node, String key, Rate rate, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            if (node.take(key, rate).isZero()) {
                taken++;
            }
        }
        return taken;
    }

    /** By eight threads at the same time, each of which tries so often at one of the nodes. */
    static int takenTogether(List<RateLimiter> nodes, String key, Rate rate, int tries)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                RateLimiter node = nodes.get(i % nodes.size());
                results.add(threads.submit(() -> taken(node, key, rate, tries)));
            }
            int taken = 0;
            for (Future<Integer> result : results) {
                taken += result.get();
            }
            return taken;
        } finally {
            threads.shutdownNow();
        }
    }
}
