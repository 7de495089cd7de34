package io.github.webhook4j.benchmarks.inbox;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** The same work on several threads for a while. */
final class Load {

    /** Work of one thread, which is closed at the end. */
    interface Work extends AutoCloseable {
        void once() throws Exception;

        @Override
        void close() throws IOException, SQLException;
    }

    private Load() {}

    /** How often the work was done in a second; the first quarter of the time is not counted. */
    static double perSecond(int threads, double seconds, Callable<Work> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            long from = start + (long) (seconds * 0.25e9);
            long until = start + (long) (seconds * 1e9);
            AtomicLong counted = new AtomicLong();
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                ends.add(pool.submit(() -> {
                    try (Work own = work.call()) {
                        while (System.nanoTime() < until) {
                            own.once();
                            long now = System.nanoTime();
                            if (now >= from && now < until) {
                                counted.incrementAndGet();
                            }
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
            return counted.get() * 1e9 / (until - from);
        } finally {
            pool.shutdownNow();
        }
    }
}
