package io.github.webhook4j.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Has one thread do for others what they all want done. Nobody waits for company: whoever comes first begins at once, and those
 * who come meanwhile are the next group. It begins when the first one ends, or when it has become as large. Thread-safe.
 */
final class GroupCommit<T, R> {

    /** One is at work while another waits for the disk. More of them would be smaller, and no sooner done. */
    private static final int MOST_LEADERS = 2;

    private static final int MOST = 64;

    private final Function<List<T>, List<R>> work;
    private final ToIntFunction<T> size;
    private final int mostSize;
    private final Queue<Request<T, R>> waiting = new ArrayDeque<>();
    private int leaders;
    private int atWork;

    /** What a thread wants done, and what it is to do when it waits no longer: to take the result, or to lead. */
    private record Request<T, R>(T what, CompletableFuture<Supplier<R>> next) {}

    /**
     * A group commit.
     *
     * @param work does it for a group, and returns a result for each; what it throws is thrown to all who wait at that time
     * @param size the size of each; groups of several are together no larger than {@code mostSize}
     */
    GroupCommit(Function<List<T>, List<R>> work, ToIntFunction<T> size, int mostSize) {
        this.work = work;
        this.size = size;
        this.mostSize = mostSize;
    }

    R submit(T what) {
        Request<T, R> own = new Request<>(what, new CompletableFuture<>());
        return leads(own) ? lead(own) : own.next().join().get();
    }

    private synchronized boolean leads(Request<T, R> own) {
        boolean leads = leaders == 0 || (leaders < MOST_LEADERS && waiting.size() + 1 >= atWork);
        if (leads) {
            leaders++;
        } else {
            waiting.add(own);
        }
        return leads;
    }

    private R lead(Request<T, R> own) {
        List<Request<T, R>> group = groupOf(own);
        try {
            List<R> results = work.apply(group.stream().map(Request::what).toList());
            for (int i = 1; i < group.size(); i++) {
                R result = results.get(i);
                group.get(i).next().complete(() -> result);
            }
            return results.get(0);
        } catch (RuntimeException | Error e) {
            fail(group, () -> {
                throw e;
            });
            throw e;
        } finally {
            handOver(group.size());
        }
    }

    private synchronized List<Request<T, R>> groupOf(Request<T, R> first) {
        List<Request<T, R>> group = new ArrayList<>();
        group.add(first);
        long together = size.applyAsInt(first.what());
        Request<T, R> next = waiting.peek();
        while (next != null && group.size() < MOST && together + size.applyAsInt(next.what()) <= mostSize) {
            together += size.applyAsInt(next.what());
            group.add(waiting.remove());
            next = waiting.peek();
        }
        atWork += group.size();
        return group;
    }

    /** Those who have waited meanwhile would wait as long again for the same. */
    private synchronized void fail(List<Request<T, R>> group, Supplier<R> failure) {
        group.forEach(request -> request.next().complete(failure));
        waiting.forEach(request -> request.next().complete(failure));
        waiting.clear();
    }

    private synchronized void handOver(int ended) {
        atWork -= ended;
        Request<T, R> next = waiting.size() < atWork ? null : waiting.poll();
        if (next == null) {
            leaders--;
        } else {
            next.next().complete(() -> lead(next));
        }
    }
}
