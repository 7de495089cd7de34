package io.github.webhook4j.benchmarks.guard;

import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.benchmarks.http.KeptConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Deliveries of one sender at a steady rate, over a few connections; each waits for its answer before the next. */
final class Stream implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final String TEXT =
            "\",\"object\":\"event\",\"type\":\"invoice.paid\",\"data\":{\"object\":{\"text\":\""
                    + "a payload of some length ".repeat(400) + "\"}}}";
    private static final AtomicLong IDS = new AtomicLong();

    private final InetAddress from;
    private final int port;
    private final WebhookProvider provider;
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final List<Future<List<Long>>> ends = new ArrayList<>();
    private final Map<Integer, AtomicLong> statuses = new ConcurrentHashMap<>();
    private final List<Long> nanos = new ArrayList<>();
    private volatile boolean stopped;

    Stream(InetAddress from, int port, WebhookProvider provider, int perSecond) {
        this.from = from;
        this.port = port;
        this.provider = provider;
        long gap = perSecond == 0 || perSecond == Integer.MAX_VALUE ? 0 : CONNECTIONS * 1_000_000_000L / perSecond;
        for (int i = 0; i < CONNECTIONS && perSecond > 0; i++) {
            ends.add(threads.submit(() -> send(gap)));
        }
    }

    private List<Long> send(long gap) throws IOException {
        List<Long> took = new ArrayList<>();
        long next = System.nanoTime();
        try (KeptConnection connection = new KeptConnection(from, port)) {
            while (!stopped) {
                byte[] body = ("{\"id\":\"evt_" + IDS.incrementAndGet() + TEXT).getBytes(StandardCharsets.US_ASCII);
                WebhookRequest request =
                        WebhookRequest.builder("POST", "/").body(body).build();
                Map<String, String> headers = provider.sign(request, Instant.now());
                long start = System.nanoTime();
                int status = connection.post(headers, body);
                took.add(System.nanoTime() - start);
                statuses.computeIfAbsent(status, first -> new AtomicLong()).incrementAndGet();
                next += gap;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
        return took;
    }

    void stop() throws ExecutionException, InterruptedException {
        stopped = true;
        for (Future<List<Long>> end : ends) {
            nanos.addAll(end.get());
        }
        nanos.sort(null);
    }

    long answers() {
        return nanos.size();
    }

    long answersOf(int status) {
        AtomicLong count = statuses.get(status);
        return count == null ? 0 : count.get();
    }

    double millis(int percent) {
        return nanos.isEmpty() ? 0 : nanos.get((nanos.size() - 1) * percent / 100) / 1e6;
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
