package io.github.webhook4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    /** At work before anybody waits. */
    private static final int LEADERS = 2;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<List<Integer>> groups = new ConcurrentLinkedQueue<>();
    private final CountDownLatch begun = new CountDownLatch(LEADERS);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private List<Integer> doubled(List<Integer> group) {
        groups.add(List.copyOf(group));
        begun.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return group.stream().map(number -> 2 * number).toList();
    }

    /** With two groups of one at work, and so many who wait. */
    private List<Future<Integer>> submitted(GroupCommit<Integer, Integer> commit, int waiting) throws Exception {
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < LEADERS; i++) {
            int number = i;
            results.add(threads.submit(() -> commit.submit(number)));
        }
        begun.await();
        AtomicInteger started = new AtomicInteger();
        for (int i = LEADERS; i < LEADERS + waiting; i++) {
            int number = i;
            results.add(threads.submit(() -> {
                started.incrementAndGet();
                return commit.submit(number);
            }));
        }
        Node.await(() -> started.get() == waiting, started::toString);
        Node.pause(200);
        return results;
    }

    @Test
    void thoseWhoWaitAtTheSameTimeAreOneGroupAndEachGetsItsOwnResult() throws Exception {
        List<Future<Integer>> results = submitted(new GroupCommit<>(this::doubled, number -> 1, 1000), 50);
        gate.countDown();
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get()).isEqualTo(2 * i);
        }
        assertThat(groups).hasSizeBetween(3, 4);
    }

    @Test
    void aGroupIsNoLargerThanItMayBe() throws Exception {
        List<Future<Integer>> results = submitted(new GroupCommit<>(this::doubled, number -> 40, 100), 9);
        gate.countDown();
        for (Future<Integer> result : results) {
            result.get();
        }
        assertThat(groups.stream().map(List::size)).allMatch(size -> size <= 2).contains(2);
    }

    @Test
    void whatIsLargerThanAGroupMayBeGoesAlone() {
        gate.countDown();
        assertThat(new GroupCommit<>(this::doubled, number -> 1000, 100).submit(1))
                .isEqualTo(2);
    }

    @Test
    void aFailureIsThatOfAllWhoWaitAndNobodyAfterThem() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        GroupCommit<Integer, Integer> commit = new GroupCommit<>(
                group -> {
                    List<Integer> results = doubled(group);
                    if (calls.incrementAndGet() <= LEADERS) {
                        throw new IllegalStateException("down");
                    }
                    return results;
                },
                number -> 1,
                1000);
        List<Future<Integer>> results = submitted(commit, 20);
        gate.countDown();
        for (Future<Integer> result : results) {
            assertThatThrownBy(result::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("down");
        }
        assertThat(commit.submit(21)).isEqualTo(42);
    }

    @Test
    void nobodyIsForgottenHoweverManyComeAtOnce() throws Exception {
        gate.countDown();
        GroupCommit<Integer, Integer> commit = new GroupCommit<>(this::doubled, number -> 1, 7);
        List<Future<Integer>> results = IntStream.range(0, 5_000)
                .mapToObj(number -> threads.submit(() -> commit.submit(number)))
                .toList();
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get()).isEqualTo(2 * i);
        }
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(5_000);
    }
}
